/**
 * What workers log becomes log events of the application, and what the application has in
 * its diagnostic context (MDC) goes to them.
 */
@NullMarked
package io.aiopool.spring.logging;

import org.jspecify.annotations.NullMarked;
