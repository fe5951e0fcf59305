/**
 * What two JVMs say to each other: messages, their frames, the transport and the
 * handshake. Payloads are opaque bytes here; what they mean is the codec's business.
 */
@NullMarked
package io.aiopool.wire;

import org.jspecify.annotations.NullMarked;
