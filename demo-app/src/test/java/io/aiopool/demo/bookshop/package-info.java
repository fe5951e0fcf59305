@NullMarked
package io.aiopool.demo.bookshop;

import org.jspecify.annotations.NullMarked;
