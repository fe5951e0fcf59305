@NullMarked
package io.aiopool.demo.chaos;

import org.jspecify.annotations.NullMarked;
