@NullMarked
package io.aiopool.demo.scraper;

import org.jspecify.annotations.NullMarked;
