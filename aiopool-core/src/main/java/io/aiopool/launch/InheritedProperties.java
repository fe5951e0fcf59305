package io.aiopool.launch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.aiopool.JvmSettings;
import org.jspecify.annotations.Nullable;

/**
 * What was said to this JVM and holds in its children as well, whether it was said on the
 * command line, by an environment variable or by the program itself. It is read anew for
 * each child. Stateless.
 * <p>
 * A child that forgot the time zone would format other dates, and one that forgot the
 * trust store would refuse servers that the application accepts, both without a word. So
 * what decides the outcome of ordinary code goes along by default. Everything else, and
 * whatever may be a secret, goes along only where {@code jvm.system-properties} selects
 * it, and then over the private connection.
 */
public final class InheritedProperties {

	private static final Logger logger = System.getLogger(InheritedProperties.class.getName());

	/** Proxies without their credentials, the kinds of addresses, and DNS caching. */
	private static final List<String> NETWORK = List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts",
			"https.proxyHost", "https.proxyPort", "ftp.proxyHost", "ftp.proxyPort", "ftp.nonProxyHosts",
			"socksProxyHost", "socksProxyPort", "socksProxyVersion", "socksNonProxyHosts", "java.net.useSystemProxies",
			"java.net.preferIPv4Stack", "java.net.preferIPv6Addresses", "sun.net.inetaddr.ttl",
			"sun.net.inetaddr.negative.ttl", "javax.net.ssl.trustStoreType", "javax.net.ssl.trustStoreProvider");

	/** A relative one is meant from where this process was started. */
	private static final List<String> FILES = List.of("javax.net.ssl.trustStore", "jdk.net.hosts.file",
			"java.security.properties", "java.io.tmpdir");

	/** Set by programs rather than on command lines, with the value of the JDK's file. */
	private static final Map<String, String> SECURITY = Map.of("networkaddress.cache.ttl", "",
			"networkaddress.cache.negative.ttl", "10", "networkaddress.cache.stale.ttl", "");

	/** What TLS and proxies need besides, and only the application may hand out. */
	private static final List<String> LEFT_BEHIND = List.of("javax.net.ssl.trustStorePassword",
			"javax.net.ssl.keyStore", "javax.net.ssl.keyStorePassword", "http.proxyPassword", "https.proxyPassword",
			"java.net.socks.password");

	/** What describes this JVM rather than what it was told. No pattern selects it. */
	private static final Pattern OWN = Pattern
		.compile("java\\.(home|version.*|vm\\..*|vendor.*|specification\\..*|runtime\\..*|class\\..*|library\\.path"
				+ "|io\\.tmpdir|launcher.*)|sun\\..*|jdk\\.(debug|module\\..*)|os\\..*|user\\.(name|home|dir)"
				+ "|(file|path|line)\\.separator|.*\\.encoding|aiopool\\..*|com\\.sun\\.management\\..*");

	private InheritedProperties() {
	}

	/**
	 * Returns what every child is told on its command line.
	 * @param jvm the settings; what they say by an environment variable is not
	 * contradicted
	 */
	static List<String> options(JvmSettings jvm) {
		List<String> options = new ArrayList<>();
		Map<String, String> environment = jvm.environment();
		if (!environment.containsKey("TZ")) {
			addTimeZone(options);
		}
		if (environment.keySet().stream().noneMatch((name) -> name.equals("LANG") || name.startsWith("LC_"))) {
			addLocales(options);
		}
		if (jvm.executable() == null && !environment.containsKey("LD_LIBRARY_PATH")) {
			add(options, "java.library.path", System.getProperty("java.library.path"));
		}
		NETWORK.forEach((name) -> add(options, name, System.getProperty(name)));
		FILES.forEach((name) -> add(options, name, absolute(System.getProperty(name))));
		return options;
	}

	/** One made by hand, with rules that no name stands for, cannot be told. */
	private static void addTimeZone(List<String> options) {
		TimeZone zone = TimeZone.getDefault();
		if (TimeZone.getTimeZone(zone.getID()).hasSameRules(zone)) {
			add(options, "user.timezone", zone.getID());
		}
	}

	private static void addLocales(List<String> options) {
		Locale all = Locale.getDefault();
		addLocale(options, "", all);
		for (Locale.Category category : Locale.Category.values()) {
			Locale own = Locale.getDefault(category);
			if (!own.equals(all)) {
				addLocale(options, "." + category.name().toLowerCase(Locale.ROOT), own);
			}
		}
	}

	private static void addLocale(List<String> options, String suffix, Locale locale) {
		options.add("-Duser.language" + suffix + "=" + locale.getLanguage());
		options.add("-Duser.country" + suffix + "=" + locale.getCountry());
		options.add("-Duser.script" + suffix + "=" + locale.getScript());
		options.add("-Duser.variant" + suffix + "=" + locale.getVariant());
		List<String> extensions = new ArrayList<>();
		for (char key : locale.getExtensionKeys()) {
			extensions.add(key + "-" + locale.getExtension(key));
		}
		if (!extensions.isEmpty()) {
			options.add("-Duser.extensions" + suffix + "=" + String.join("-", extensions));
		}
	}

	private static @Nullable String absolute(@Nullable String file) {
		// Of a trust store, NONE means that it is not a file
		if (file == null || file.isEmpty() || file.equals("NONE") || file.startsWith("=")) {
			return file;
		}
		try {
			return Path.of(file).toAbsolutePath().toString();
		}
		catch (InvalidPathException ex) {
			return file;
		}
	}

	private static void add(List<String> options, String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			options.add("-D" + name + "=" + value);
		}
	}

	/**
	 * Returns the properties that patterns select, to be sent over the connection.
	 * @param patterns names, or patterns such as {@code acme.*}
	 * @return names and values of those that are set
	 */
	public static Map<String, String> selected(List<String> patterns) {
		Map<String, String> selected = new TreeMap<>();
		for (String pattern : patterns) {
			if (!pattern.endsWith(".*")) {
				String value = System.getProperty(pattern);
				if (value != null) {
					selected.put(pattern, value);
				}
				continue;
			}
			String prefix = pattern.substring(0, pattern.length() - 1);
			for (String name : System.getProperties().stringPropertyNames()) {
				if (name.startsWith(prefix) && !OWN.matcher(name).matches()) {
					selected.put(name, System.getProperty(name));
				}
			}
		}
		return selected;
	}

	/**
	 * Returns the security properties that decide how long addresses are cached, as far
	 * as they are not those of the JDK.
	 * @return names and values
	 */
	public static Map<String, String> security() {
		Map<String, String> changed = new TreeMap<>();
		SECURITY.forEach((name, usual) -> {
			String value = Security.getProperty(name);
			if (value != null && !value.equals(usual)) {
				changed.put(name, value);
			}
		});
		return changed;
	}

	/** Says once for each pool what was given for TLS or a proxy and stays behind. */
	static void tellWhatStaysBehind(String pool, JvmSettings jvm) {
		Map<String, String> selected = selected(jvm.systemProperties());
		List<String> left = LEFT_BEHIND.stream()
			.filter((name) -> System.getProperty(name) != null && !selected.containsKey(name)
					&& jvm.args().stream().noneMatch((arg) -> arg.startsWith("-D" + name + "=")))
			.toList();
		if (!left.isEmpty()) {
			logger.log(Level.INFO, "The system properties {0} of this application do not go to the workers of pool"
					+ " ''{1}''. If tasks need them, add them to aiopool.jvm.system-properties", left, pool);
		}
	}

}
