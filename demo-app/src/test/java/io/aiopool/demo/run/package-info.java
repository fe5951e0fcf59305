@NullMarked
package io.aiopool.demo.run;

import org.jspecify.annotations.NullMarked;
