//! The PNG of a drawing, at twice its size.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::ChartError;

/// The drawing as PNG.
pub(super) fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let options = Options { fontdb: Arc::clone(fonts()), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(ChartError::drawing)?;
    let size = tree.size().to_int_size().scale_by(2.0);
    let size = size.ok_or_else(|| ChartError::Draw("a picture of no size".into()))?;
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| ChartError::Draw("not enough memory for a picture".into()))?;
    resvg::render(&tree, Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
    pixels.encode_png().map_err(ChartError::drawing)
}

/// The fonts that come with the program: those of the machine would make pictures differ.
fn fonts() -> &'static Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(dejavu::sans::regular().to_vec());
        fonts.load_font_data(dejavu::sans::bold().to_vec());
        fonts.set_sans_serif_family("DejaVu Sans");
        Arc::new(fonts)
    })
}
