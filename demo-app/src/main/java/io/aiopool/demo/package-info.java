/**
 * The seed scenario of aiopool: a thousand book pages, fetched and parsed by child JVMs.
 */
@NullMarked
package io.aiopool.demo;

import org.jspecify.annotations.NullMarked;
