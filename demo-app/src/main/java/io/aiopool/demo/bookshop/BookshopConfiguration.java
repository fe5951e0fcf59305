package io.aiopool.demo.bookshop;

import java.net.URI;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the demo's own shop, unless another is to be scraped. */
@Configuration(proxyBeanMethods = false)
class BookshopConfiguration {

	@Bean
	Shop shop(BookshopProperties properties) {
		URI url = properties.url();
		return (url != null) ? new RemoteShop(url) : new Bookshop(properties);
	}

	private record RemoteShop(URI url) implements Shop {

		private RemoteShop {
			url = url.toString().endsWith("/") ? url : URI.create(url + "/");
		}

	}

}
