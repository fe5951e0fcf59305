package io.aiopool.demo.bookshop;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts that all pages of the shop share: head, navigation, footer, product cards.
 */
final class Layout {

	/**
	 * The same on every page of a depth, and dear enough not to be made a thousand times.
	 */
	private static final Map<String, String> SIDEBARS = new ConcurrentHashMap<>();

	private static final List<String> STARS = List.of("One", "Two", "Three", "Four", "Five");

	private Layout() {
	}

	/**
	 * Wraps a page's content.
	 * @param root the relative path from the page to the shop's root, such as
	 * {@code "../"}
	 */
	static String page(String root, String title, String breadcrumb, String content) {
		return """
				<!DOCTYPE html>
				<!--[if lt IE 7]> <html lang="en-us" class="no-js lt-ie9 lt-ie8 lt-ie7"> <![endif]-->
				<!--[if gt IE 8]><!--> <html lang="en-us" class="no-js"> <!--<![endif]-->
				<head>
				    <title>%2$s | The Loopback Bookshop</title>
				    <meta http-equiv="content-type" content="text/html; charset=UTF-8">
				    <meta name="viewport" content="width=device-width">
				    <meta name="robots" content="NOARCHIVE,NOCACHE">
				    <link rel="shortcut icon" href="%1$sstatic/favicon.ico">
				    <link rel="stylesheet" type="text/css" href="%1$sstatic/css/styles.css">
				    <link rel="stylesheet" href="%1$sstatic/js/datetimepicker/bootstrap-datetimepicker.css">
				    <script>window.shop = {currency: "GBP", locale: "en-gb", basket: {items: [], total: "\\u00a30.00"}};</script>
				</head>
				<body id="default" class="default">
				<header class="header container-fluid"><div class="page_inner"><div class="row">
				    <div class="col-sm-8 h1"><a href="%1$sindex.html">The Loopback Bookshop</a><small> a thousand books that nobody wrote</small></div>
				    <form action="%1$ssearch/" method="get" class="navbar-form"><input type="search" name="q" placeholder="Search"></form>
				</div></div></header>
				<div class="container-fluid page"><div class="page_inner">
				<ul class="breadcrumb"><li><a href="%1$sindex.html">Home</a></li>%3$s</ul>
				<div class="row">
				<aside class="sidebar col-sm-4 col-md-3"><div id="promotions_left"></div>
				%5$s</aside>
				<div class="content col-sm-8 col-md-9">
				%4$s
				</div></div></div></div>
				<footer class="footer container-fluid">%6$s</footer>
				<script src="%1$sstatic/js/jquery/jquery-1.9.1.min.js"></script>
				<script src="%1$sstatic/js/oscar/ui.js"></script>
				<script>$(function() { oscar.init(); if (1 < 2 && "a" > "A") { oscar.search.init(); } });</script>
				</body>
				</html>
				"""
			.formatted(root, Html.escape(title), breadcrumb, content, SIDEBARS.computeIfAbsent(root, Layout::sidebar),
					footer(root));
	}

	private static String sidebar(String root) {
		StringBuilder html = new StringBuilder(
				"<div class=\"side_categories\"><ul class=\"nav nav-list\"><li>\n<ul>\n");
		int id = 2;
		for (String category : Vocabulary.CATEGORIES) {
			String slug = category.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
			html.append(
					"    <li>\n        <a href=\"%scatalogue/category/books/%s_%d/index.html\">\n            %s\n        </a>\n    </li>\n"
						.formatted(root, slug, id++, Html.escape(category)));
		}
		return html.append("</ul></li></ul></div>\n").toString();
	}

	private static String footer(String root) {
		StringBuilder html = new StringBuilder("<ul>");
		for (String link : List.of("About us", "Delivery & returns", "Gift cards", "Terms", "Privacy", "Jobs", "Press",
				"Imprint")) {
			html.append("<li><a href=\"%spages/%s/\">%s</a></li>".formatted(root,
					link.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"), Html.escape(link)));
		}
		return html.append("</ul><p>Prices in pounds sterling, VAT included.</p>").toString();
	}

	/**
	 * A product as it appears in lists.
	 * @param catalogue the relative path from the page to the catalogue's directory
	 */
	static String card(String root, String catalogue, ShopBook book) {
		String title = Html.escape(book.title());
		return """
				<li class="col-xs-6 col-sm-4 col-md-3 col-lg-3">
				    <article class="product_pod">
				        <div class="image_container">
				            <a href="%2$s%3$s"><img src="%1$smedia/cache/%4$s/%5$s.jpg" srcset="%1$smedia/cache/%4$s/%5$s.jpg 1x, %1$smedia/cache/%4$s/%5$s@2x.jpg 2x" alt="%6$s" class="thumbnail" loading="lazy" width="164" height="250"></a>
				        </div>
				        <p class="star-rating %7$s"><i class="icon-star"></i><i class="icon-star"></i><i class="icon-star"></i><i class="icon-star"></i><i class="icon-star"></i></p>
				        <h3><a href="%2$s%3$s" title="%6$s">%8$s</a></h3>
				        <div class="product_price">
				            <p class="price_color">£%9$s</p>
				            <p class="instock availability"><i class="icon-ok"></i>
				                In stock
				            </p>
				            <form action="%1$sbasket/add/%10$d/" method="post"><input type="hidden" name="quantity" value="1"><input type="hidden" name="token" value="%5$s"><button type="submit" class="btn btn-primary btn-block" data-loading-text="Adding...">Add to basket</button></form>
				        </div>
				    </article>
				</li>
				"""
			.formatted(root, catalogue, book.link(), book.upc().substring(0, 2), book.upc(), title, stars(book),
					Html.escape(shortened(book.title())), book.price(), book.number());
	}

	static String stars(ShopBook book) {
		return STARS.get(book.rating() - 1);
	}

	private static String shortened(String title) {
		return (title.length() > 40) ? title.substring(0, 37) + "..." : title;
	}

}
