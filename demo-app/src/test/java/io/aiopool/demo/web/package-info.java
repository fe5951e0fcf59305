@NullMarked
package io.aiopool.demo.web;

import org.jspecify.annotations.NullMarked;
