package io.aiopool.codec;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * An allow-list that learns classes and packages as it goes: those of the application,
 * those of trusted packages and presets, and those that signatures of tasks name.
 * Thread-safe; what it allowed once it allows for ever.
 * <p>
 * It has two sides. Itself it is the list of what comes from a worker; {@link #toWorkers}
 * is that of what goes to one, on which are values of well-known libraries besides.
 */
public final class GrowingAllowList implements TypeFilter {

	/** The package name that stands for every package. */
	public static final String EVERYTHING = "*";

	private final TypeFilter toWorkers = new ToWorkers();

	private volatile AllowList current = AllowList.jdkOnly();

	private volatile boolean everything;

	/** What crosses to workers because nobody has said otherwise. */
	private volatile Set<Preset> defaults = defaults();

	/** What crosses in both directions: chosen, or named by a signature. */
	private volatile Set<Preset> open = EnumSet.noneOf(Preset.class);

	private static Set<Preset> defaults() {
		EnumSet<Preset> presets = EnumSet.noneOf(Preset.class);
		for (Preset preset : Preset.values()) {
			if (preset.isDefault()) {
				presets.add(preset);
			}
		}
		return presets;
	}

	/**
	 * Returns the list of what may go to a worker.
	 * @return a view of this list
	 */
	public TypeFilter toWorkers() {
		return this.toWorkers;
	}

	/**
	 * Allows values of libraries in both directions.
	 * @param names names of presets; {@value Preset#NONE} among them takes those away
	 * that are on the list by default
	 * @throws IllegalArgumentException if a preset does not exist
	 */
	public void allowPresets(Collection<String> names) {
		Set<Preset> chosen = Preset.named(names);
		if (names.contains(Preset.NONE)) {
			this.defaults = EnumSet.noneOf(Preset.class);
		}
		open(chosen);
	}

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
	 * Allows classes, and what they lead to.
	 * @param classNames binary names of classes
	 */
	public void allowClasses(Collection<String> classNames) {
		leadTo(classNames);
		grow(classNames, Set.of());
	}

	/**
	 * Allows values of the libraries that the classes are of to come from workers, if
	 * they may go to them by default.
	 * @param classNames binary names of classes that a signature names
	 */
	public void leadTo(Collection<String> classNames) {
		EnumSet<Preset> named = EnumSet.noneOf(Preset.class);
		for (Preset preset : this.defaults) {
			if (!this.open.contains(preset) && isRootOfOne(preset, classNames)) {
				named.add(preset);
			}
		}
		open(named);
	}

	private static boolean isRootOfOne(Preset preset, Collection<String> classNames) {
		for (String className : classNames) {
			if (preset.isRootOf(className)) {
				return true;
			}
		}
		return false;
	}

	private synchronized void open(Set<Preset> more) {
		if (!this.open.containsAll(more)) {
			EnumSet<Preset> all = EnumSet.copyOf(more);
			all.addAll(this.open);
			this.open = all;
		}
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
		return allows(className, this.open);
	}

	/** As if the signature of a task had named what the object's class leads to. */
	@Override
	public boolean allowsWithin(Set<String> declared, String className) {
		Preset preset = Preset.of(className);
		return declared.contains(className)
				|| preset != null && this.defaults.contains(preset) && isRootOfOne(preset, declared);
	}

	private boolean allows(String className, Set<Preset> presets) {
		if (this.everything || this.current.allows(className)) {
			return true;
		}
		Preset preset = presets.isEmpty() ? null : Preset.of(className);
		return preset != null && presets.contains(preset);
	}

	@Override
	public String refusal(String className) {
		Preset preset = Preset.of(className);
		if (preset == null) {
			String objection = LibraryCodecs.objection(className);
			return (objection != null) ? className + " cannot be sent: " + objection
					: TypeFilter.super.refusal(className);
		}
		String advice = "add '" + preset.label() + "' to aiopool.trusted-presets";
		return this.defaults.contains(preset)
				? className + " comes from a worker only where the signature of a task names a type of its library;"
						+ " declare the type, or " + advice
				: className + " is not on the allow-list; " + advice;
	}

	/** What comes from workers may go to them, and so may values by default. */
	private final class ToWorkers implements TypeFilter {

		@Override
		public boolean allows(String className) {
			return GrowingAllowList.this.allows(className)
					|| GrowingAllowList.this.allows(className, GrowingAllowList.this.defaults);
		}

		@Override
		public String refusal(String className) {
			return GrowingAllowList.this.refusal(className);
		}

	}

}
