package io.aiopool.fault;

import java.nio.charset.Charset;
import java.security.Security;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.Map;
import java.util.TreeMap;

import io.aiopool.JvmSettings;
import io.aiopool.ProcessPool;

/**
 * A program that was told things by its command line or its environment. It prints what
 * holds in itself and in a worker of its pool, a line each, and what the command line of
 * the worker shows.
 */
final class SettingsReport {

	private static final List<String> NAMES = List.of("user.timezone", "http.proxyHost", "http.nonProxyHosts",
			"http.proxyPassword", "javax.net.ssl.trustStore", "javax.net.ssl.trustStoreType",
			"javax.net.ssl.trustStorePassword", "javax.net.ssl.keyStorePassword", "sun.net.inetaddr.ttl",
			"java.library.path", "java.io.tmpdir", "acme.flag", "acme.secret", "other.flag");

	private SettingsReport() {
	}

	/**
	 * Prints the report.
	 * @param patterns which system properties are to go along
	 */
	public static void main(String[] patterns) {
		Security.setProperty("networkaddress.cache.ttl", "17");
		JvmSettings jvm = FaultPools.jvm().withSystemProperties(Arrays.asList(patterns));
		try (ProcessPool pool = FaultPools.small().processes(1).jvm(jvm).build()) {
			print("here", of());
			print("worker", FaultPools.await(pool.apply(SettingsReport::of)));
			List<String> arguments = FaultPools.await(pool.apply(SettingsReport::arguments));
			arguments.forEach((argument) -> System.out.println("argument " + argument));
		}
	}

	private static void print(String where, Map<String, String> report) {
		report.forEach((name, value) -> System.out.println(where + " " + name + "=" + value));
	}

	private static Map<String, String> of() {
		Map<String, String> report = new TreeMap<>();
		for (String name : NAMES) {
			report.put(name, String.valueOf(System.getProperty(name)));
		}
		report.put("zone", ZoneId.systemDefault() + " " + ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH));
		report.put("locale", Locale.getDefault().toLanguageTag() + " "
				+ Locale.getDefault(Category.DISPLAY).toLanguageTag() + " " + Locale.getDefault(Category.FORMAT));
		report.put("number", NumberFormat.getInstance().format(1234.5));
		report.put("charset", Charset.defaultCharset().name());
		report.put("networkaddress.cache.ttl", String.valueOf(Security.getProperty("networkaddress.cache.ttl")));
		return report;
	}

	private static List<String> arguments() {
		return new ArrayList<>(Arrays.asList(ProcessHandle.current().info().arguments().orElseThrow()));
	}

}
