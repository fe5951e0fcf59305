package io.aiopool.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Writes network addresses without ever resolving a name. Stateless.
 */
final class Addresses {

	private Addresses() {
	}

	static void write(ObjectEncoder out, Object value) throws PayloadException {
		if (value instanceof InetAddress address) {
			writeAddress(out, address);
			return;
		}
		InetSocketAddress socketAddress = (InetSocketAddress) value;
		InetAddress address = socketAddress.getAddress();
		out.writeUnsigned(socketAddress.getPort());
		out.writeBoolean(address != null);
		if (address != null) {
			writeAddress(out, address);
		}
		else {
			out.writeString(socketAddress.getHostString());
		}
	}

	private static void writeAddress(ObjectEncoder out, InetAddress address) throws PayloadException {
		// toString is the only way to the name that does not look one up.
		String text = address.toString();
		String host = text.substring(0, text.lastIndexOf('/'));
		out.writeString(host.isEmpty() ? null : host);
		byte[] bytes = address.getAddress();
		out.writeUnsigned(bytes.length);
		out.writeBytes(bytes, 0, bytes.length);
		out.writeInt((address instanceof Inet6Address six) ? six.getScopeId() : 0);
	}

	static InetAddress readAddress(ObjectDecoder in) throws PayloadException {
		String host = in.readString();
		byte[] bytes = in.readBytes(in.readLength());
		int scope = in.readInt();
		try {
			return create(host, bytes, scope);
		}
		catch (UnknownHostException ex) {
			throw PayloadException.corrupt("an address of " + bytes.length + " bytes");
		}
	}

	private static InetAddress create(@Nullable String host, byte[] bytes, int scope) throws UnknownHostException {
		return (scope == 0) ? InetAddress.getByAddress(host, bytes) : Inet6Address.getByAddress(host, bytes, scope);
	}

	static InetSocketAddress readSocketAddress(ObjectDecoder in) throws PayloadException {
		int port = in.readLength();
		return in.readBoolean() ? new InetSocketAddress(readAddress(in), port)
				: InetSocketAddress.createUnresolved(in.requireString(), port);
	}

}
