package io.aiopool.codec;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * An allow-list that learns classes and packages as it goes: those of the application,
 * those of trusted packages, and those that signatures of tasks name. Thread-safe; what
 * it allowed once it allows for ever.
 */
public final class GrowingAllowList implements TypeFilter {

	/** The package name that stands for every package. */
	public static final String EVERYTHING = "*";

	private volatile AllowList current = AllowList.jdkOnly();

	private volatile boolean everything;

	/**
	 * Allows packages and their sub-packages.
	 * @param packages names of packages, or {@value #EVERYTHING}
	 */
	public void allowPackages(Collection<String> packages) {
		if (packages.contains(EVERYTHING)) {
			this.everything = true;
		}
		grow(Set.of(), packages);
	}

	/**
	 * Allows classes.
	 * @param classNames binary names of classes
	 */
	public void allowClasses(Collection<String> classNames) {
		grow(classNames, Set.of());
	}

	private synchronized void grow(Collection<String> classNames, Collection<String> packages) {
		AllowList before = this.current;
		Set<String> allClasses = new HashSet<>(before.trustedClasses());
		Set<String> allPackages = new HashSet<>(before.trustedPackages());
		// Not short-circuited: both have to grow.
		if (allClasses.addAll(classNames) | allPackages.addAll(packages)) {
			this.current = list(allClasses, allPackages);
		}
	}

	private static AllowList list(Set<String> classNames, Set<String> packages) {
		AllowList.Builder builder = AllowList.builder();
		classNames.forEach(builder::trustClass);
		packages.stream().filter((name) -> !name.equals(EVERYTHING) && !name.isEmpty()).forEach(builder::trustPackage);
		return builder.build();
	}

	@Override
	public boolean allows(String className) {
		return this.everything || this.current.allows(className);
	}

}
