package io.aiopool.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Network addresses arrive with their class and scope.
 */
class AddressTests {

	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4 };

	private static final byte[] LINK_LOCAL = { -2, -128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };

	@Test
	void addressThatHoldsAnIpv4AddressStaysAnIpv6Address() throws Exception {
		verify(Inet6Address.getByAddress("mapped", MAPPED, -1));
		verify(InetAddress.getByAddress(MAPPED));
	}

	@Test
	void scopeThatIsANumberIsKeptAndSoIsNone() throws Exception {
		verify(Inet6Address.getByAddress(null, LINK_LOCAL, 0));
		verify(Inet6Address.getByAddress(null, LINK_LOCAL, 3));
		verify(Inet6Address.getByAddress(null, LINK_LOCAL, -1));
	}

	@Test
	void addressesOfTheNetworkInterfacesOfThisMachineKeepTheirNames() throws Exception {
		int found = 0;
		for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
			for (InetAddress address : Collections.list(one.getInetAddresses())) {
				verify(address);
				found++;
			}
		}
		assumeThat(found).isPositive();
	}

	private static void verify(InetAddress address) throws PayloadException {
		InetAddress copy = RoundTrips.trip(address);
		assertThat(copy).isEqualTo(address).hasToString(address.toString()).hasSameClassAs(address);
		if (address instanceof Inet6Address six) {
			assertThat(((Inet6Address) copy).getScopeId()).isEqualTo(six.getScopeId());
			assertThat(((Inet6Address) copy).getScopedInterface()).isEqualTo(six.getScopedInterface());
		}
	}

}
