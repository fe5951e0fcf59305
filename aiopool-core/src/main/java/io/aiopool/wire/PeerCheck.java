package io.aiopool.wire;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import jdk.net.ExtendedSocketOptions;

/**
 * Asks the system which user is at the other end of a Unix domain socket. A second line
 * behind the private directory and the token; where the system does not tell, those two
 * have to do.
 */
final class PeerCheck {

	private PeerCheck() {
	}

	static boolean isSameUser(SocketChannel channel, Path socket) throws IOException {
		try {
			return !isAvailable(channel)
					|| channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(Files.getOwner(socket));
		}
		catch (LinkageError ex) {
			// A trimmed runtime image without the module jdk.net.
			return true;
		}
	}

	private static boolean isAvailable(SocketChannel channel) throws IOException {
		return channel.getLocalAddress() instanceof UnixDomainSocketAddress
				&& channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED);
	}

}
