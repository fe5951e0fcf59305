/**
 * Tests of the pages: their code compiles, and what they name exists.
 */
@NullMarked
package io.aiopool.docs;

import org.jspecify.annotations.NullMarked;
