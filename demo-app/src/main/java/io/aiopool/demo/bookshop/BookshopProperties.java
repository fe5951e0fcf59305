package io.aiopool.demo.bookshop;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures the bookshop.
 *
 * @param url another shop of the same shape to be scraped; by default the demo opens its
 * own
 * @param port port of the demo's own shop on loopback, 0 for any free one
 * @param delay time that each page takes to be served
 * @param seed what the books are generated from
 * @param faults pages that fail at first, each as kind:times:page, such as
 * error:2:page-3, hang:1:book-17 or malformed:always:book-400
 */
@ConfigurationProperties("bookshop")
public record BookshopProperties(@Nullable URI url, @DefaultValue("0") int port, @DefaultValue("0ms") Duration delay,
		@DefaultValue("1894") long seed, @DefaultValue List<String> faults) {

}
