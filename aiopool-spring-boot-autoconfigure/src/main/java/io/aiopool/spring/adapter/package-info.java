/**
 * What a call looks like to its caller, by the return type of the method.
 */
@NullMarked
package io.aiopool.spring.adapter;

import org.jspecify.annotations.NullMarked;
