/**
 * How streams reach code of users, on either side of the process boundary.
 */
@NullMarked
package io.aiopool.stream;

import org.jspecify.annotations.NullMarked;
