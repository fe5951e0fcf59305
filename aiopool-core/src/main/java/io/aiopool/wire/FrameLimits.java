package io.aiopool.wire;

/**
 * How long frames may be, by the type of their message. Asked before there is room for
 * the frame.
 */
@FunctionalInterface
interface FrameLimits {

	/**
	 * Returns how long a frame may be.
	 * @param type the first byte of the frame
	 * @return bytes, those of its parts included
	 * @throws ProtocolException if there is no such message
	 */
	int mostBytes(int type) throws ProtocolException;

}
