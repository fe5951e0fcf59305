/**
 * The HTTP interface: runs and their progress, workers, chaos. The page that uses it is
 * under {@code static}.
 */
@NullMarked
package io.aiopool.demo.web;

import org.jspecify.annotations.NullMarked;
