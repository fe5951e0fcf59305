/**
 * What an application may use besides the engine: the registry of pools and the hook that
 * adjusts them.
 */
@NullMarked
package io.aiopool.spring;

import org.jspecify.annotations.NullMarked;
