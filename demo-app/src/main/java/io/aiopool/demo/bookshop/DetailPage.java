package io.aiopool.demo.bookshop;

import java.util.List;
import java.util.function.UnaryOperator;

/** Renders {@code catalogue/some-title_N/index.html}. */
final class DetailPage {

	private static final int RECENTLY_VIEWED = 8;

	private DetailPage() {
	}

	static String render(Catalogue catalogue, ShopBook book) {
		UnaryOperator<String> escape = (book.number() % 3 == 0) ? Html::escapeToAscii : Html::escape;
		String content = "<article class=\"product_page\">\n" + main(book, escape) + description(book, escape)
				+ information(book) + reviews(book, escape) + recentlyViewed(catalogue, book) + "</article>\n";
		String breadcrumb = "<li><a href=\"../category/books_1/index.html\">Books</a></li><li><a href=\"../category/books/%s\">%s</a></li><li class=\"active\">%s</li>"
			.formatted("index.html", Html.escape(book.category()), escape.apply(book.title()));
		return Layout.page("../../", book.title(), breadcrumb, content);
	}

	private static String main(ShopBook book, UnaryOperator<String> escape) {
		return """
				<div class="row">
				<div class="col-sm-6"><div id="product_gallery" class="carousel"><div class="thumbnail"><div class="carousel-inner"><div class="item active">
				    <img src="../../media/cache/%1$s.jpg" alt="%2$s">
				</div></div></div></div></div>
				<div class="col-sm-6 product_main">
				    <h1>%2$s</h1>
				    <p class="price_color">£%3$s</p>
				    <p class="instock availability">
				        <i class="icon-ok"></i>
				            In stock (%4$d available)
				    </p>
				    <p class="star-rating %5$s"><i class="icon-star"></i><i class="icon-star"></i><i class="icon-star"></i><i class="icon-star"></i><i class="icon-star"></i></p>
				    <hr>
				    <div class="alert alert-warning" role="alert"><strong>Warning!</strong> This book was generated.</div>
				</div></div>
				"""
			.formatted(book.upc(), escape.apply(book.title()), book.price(), book.stock(), Layout.stars(book));
	}

	private static String description(ShopBook book, UnaryOperator<String> escape) {
		if (book.description() == null) {
			return "";
		}
		return """
				<div id="product_description" class="sub-header"><h2>Product Description</h2></div>
				<p>%s</p>
				""".formatted(escape.apply(book.description()));
	}

	private static String information(ShopBook book) {
		return """
				<div class="sub-header"><h2>Product Information</h2></div>
				<table class="table table-striped">
				    <tr><th>UPC</th><td>%1$s</td></tr>
				    <tr><th>Product Type</th><td>Books</td></tr>
				    <tr><th>Price (excl. tax)</th><td>£%2$s</td></tr>
				    <tr><th>Price (incl. tax)</th><td>£%2$s</td></tr>
				    <tr><th>Tax</th><td>£0.00</td></tr>
				    <tr><th>Availability</th><td>In stock (%3$d available)</td></tr>
				    <tr><th>Number of reviews</th><td>%4$d</td></tr>
				</table>
				""".formatted(book.upc(), book.price(), book.stock(), book.reviews().size());
	}

	private static String reviews(ShopBook book, UnaryOperator<String> escape) {
		StringBuilder html = new StringBuilder("<section><div id=\"reviews\" class=\"sub-header\">");
		for (String review : book.reviews()) {
			html.append("<article class=\"review\"><h4>A reader</h4>\n<p>")
				.append(escape.apply(review))
				.append("</p></article>\n");
		}
		return html.append("</div></section>\n").toString();
	}

	private static String recentlyViewed(Catalogue catalogue, ShopBook book) {
		StringBuilder html = new StringBuilder(
				"<section><div class=\"sub-header\"><h2>Products you recently viewed</h2></div><ul class=\"row\">\n");
		List<ShopBook> books = catalogue.books();
		for (int step = 1; step <= RECENTLY_VIEWED; step++) {
			html.append(Layout.card("../../", "../", books.get((book.number() + step * 131) % books.size())));
		}
		return html.append("</ul></section>\n").toString();
	}

}
