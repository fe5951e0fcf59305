/**
 * The parent's view of its children: one handle per worker, and the supervisor that keeps
 * every slot filled. What happens is reported to a listener; which tasks run is not known
 * here.
 */
@NullMarked
package io.aiopool.worker;

import org.jspecify.annotations.NullMarked;
