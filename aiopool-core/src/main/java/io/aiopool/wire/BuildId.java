package io.aiopool.wire;

/**
 * Which build of this library runs, so that a parent and a child of different builds find
 * out before they misunderstand each other.
 */
final class BuildId {

	static final String CURRENT = current();

	private BuildId() {
	}

	private static String current() {
		String version = BuildId.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "unpackaged";
	}

}
