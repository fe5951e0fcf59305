package io.aiopool.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Writes network addresses without ever resolving a name. Stateless.
 */
final class Addresses {

	private static final int IPV6_LENGTH = 16;

	private static final int NO_SCOPE = -1;

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
		if (address instanceof Inet6Address six) {
			NetworkInterface scope = six.getScopedInterface();
			out.writeString((scope != null) ? scope.getName() : null);
			out.writeInt(six.getHostAddress().contains("%") ? six.getScopeId() : NO_SCOPE);
		}
	}

	static InetAddress readAddress(ObjectDecoder in) throws PayloadException {
		String host = in.readString();
		byte[] bytes = in.readBytes(in.readLength());
		try {
			return (bytes.length == IPV6_LENGTH) ? readScoped(in, host, bytes) : InetAddress.getByAddress(host, bytes);
		}
		catch (UnknownHostException ex) {
			throw PayloadException.corrupt("an address of " + bytes.length + " bytes");
		}
	}

	/** Makes an IPv6 address also of one that holds an IPv4 address. */
	private static InetAddress readScoped(ObjectDecoder in, @Nullable String host, byte[] bytes)
			throws PayloadException, UnknownHostException {
		String name = in.readString();
		int scope = in.readInt();
		if (name == null) {
			return Inet6Address.getByAddress(host, bytes, scope);
		}
		Inet6Address address = readInterface(host, bytes, name);
		if (address == null || address.getScopeId() != scope) {
			throw PayloadException.changed(Inet6Address.class,
					"this process has no network interface '" + name + "' of scope " + scope);
		}
		return address;
	}

	private static @Nullable Inet6Address readInterface(@Nullable String host, byte[] bytes, String name) {
		try {
			NetworkInterface scope = NetworkInterface.getByName(name);
			return (scope != null) ? Inet6Address.getByAddress(host, bytes, scope) : null;
		}
		catch (SocketException | UnknownHostException ex) {
			return null;
		}
	}

	static InetSocketAddress readSocketAddress(ObjectDecoder in) throws PayloadException {
		int port = in.readLength();
		return in.readBoolean() ? new InetSocketAddress(readAddress(in), port)
				: InetSocketAddress.createUnresolved(in.requireString(), port);
	}

}
