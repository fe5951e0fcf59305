package io.aiopool.demo.bookshop;

/** Renders {@code catalogue/page-N.html}. */
final class ListPage {

	private ListPage() {
	}

	static String render(Catalogue catalogue, int page) {
		StringBuilder content = new StringBuilder();
		int first = (page - 1) * Catalogue.BOOKS_PER_PAGE + 1;
		content
			.append("""
					<div class="page-header action"><h1>All products</h1></div>
					<div id="messages"></div>
					<form method="get" class="form-horizontal"><strong>%d</strong> results - showing <strong>%d</strong> to <strong>%d</strong>.</form>
					<section><div class="alert alert-warning" role="alert"><strong>Warning!</strong> All books, prices and ratings here were generated.</div>
					<div><ol class="row">
					"""
				.formatted(Catalogue.BOOKS, first, first + Catalogue.BOOKS_PER_PAGE - 1));
		for (ShopBook book : catalogue.page(page)) {
			content.append(Layout.card("../", "", book));
		}
		content.append("</ol>\n").append(pager(page)).append("</div></section>\n");
		return Layout.page("../", "All products, page " + page, "<li class=\"active\">All products</li>",
				content.toString());
	}

	private static String pager(int page) {
		StringBuilder pager = new StringBuilder("<ul class=\"pager\">");
		if (page > 1) {
			pager.append("<li class=\"previous\"><a href=\"page-").append(page - 1).append(".html\">previous</a></li>");
		}
		pager.append("<li class=\"current\">Page ").append(page).append(" of ").append(Catalogue.PAGES).append("</li>");
		if (page < Catalogue.PAGES) {
			pager.append("<li class=\"next\"><a href=\"page-").append(page + 1).append(".html\">next</a></li>");
		}
		return pager.append("</ul>\n").toString();
	}

}
