package io.aiopool.values;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.google.common.base.Optional;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.EnumBiMap;
import com.google.common.collect.EvictingQueue;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.Multimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Multiset;
import com.google.common.collect.Ordering;
import com.google.common.collect.Range;
import com.google.common.collect.Table;
import com.google.common.collect.TreeBasedTable;
import com.google.common.collect.TreeMultimap;
import com.google.common.collect.TreeMultiset;
import com.google.common.collect.TreeRangeSet;
import com.google.common.hash.HashCode;
import com.google.common.net.HostAndPort;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.aiopool.RemoteFunction;
import io.vavr.Tuple;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import io.vavr.control.Validation;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import kotlin.ranges.IntProgression;
import kotlin.ranges.IntRange;
import kotlin.ranges.RangesKt;
import org.eclipse.collections.impl.factory.Bags;
import org.eclipse.collections.impl.factory.BiMaps;
import org.eclipse.collections.impl.factory.Lists;
import org.eclipse.collections.impl.factory.Maps;
import org.eclipse.collections.impl.factory.Sets;
import org.eclipse.collections.impl.factory.SortedSets;
import org.eclipse.collections.impl.factory.Stacks;
import org.eclipse.collections.impl.factory.primitive.IntLists;
import org.eclipse.collections.impl.factory.primitive.LongObjectMaps;
import org.eclipse.collections.impl.tuple.Tuples;
import org.javamoney.moneta.FastMoney;
import org.javamoney.moneta.Money;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Interval;
import org.joda.time.LocalDate;
import org.joda.time.MutableDateTime;
import org.joda.time.Partial;
import org.joda.time.Period;
import org.joda.time.PeriodType;
import org.joda.time.chrono.BuddhistChronology;
import org.joda.time.chrono.GJChronology;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.geo.Circle;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResult;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeType;
import org.springframework.util.MultiValueMap;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Values of well-known libraries, and what to ask of each: the answers are to be the same
 * on both sides of a process boundary.
 */
@SuppressWarnings({ "DoNotCall", "OptionalEquality" })
final class LibraryValues {

	private final List<Case> cases = new ArrayList<>();

	private LibraryValues() {
	}

	/**
	 * A value and a question.
	 *
	 * @param preset the family
	 * @param name what the value is called
	 * @param value the value
	 * @param probe says what it does
	 */
	record Case(String preset, String name, Object value, RemoteFunction<Object, String> probe) {

		/** It holds lambdas, which do not come back. */
		boolean oneWay() {
			return List.of("vavr BitSet", "vavr HashMultimap by constants").contains(toString());
		}

		@Override
		public String toString() {
			return this.preset + " " + this.name;
		}

	}

	/** A question that names the type of the value. */
	interface Probe<T> extends RemoteFunction<T, String> {

	}

	static List<Case> all() {
		LibraryValues values = new LibraryValues();
		values.kotlin();
		values.spring();
		values.springData();
		values.guava();
		values.joda();
		values.money();
		values.vavr();
		values.eclipseCollections();
		values.protobuf();
		ChosenValues chosen = new ChosenValues(values);
		chosen.jackson2();
		chosen.jackson3();
		chosen.avro();
		chosen.hibernate();
		chosen.keys();
		return values.cases;
	}

	@SuppressWarnings("unchecked")
	<T> void add(String preset, String name, T value, Probe<? super T> probe) {
		this.cases.add(new Case(preset, name, value, (RemoteFunction<Object, String>) (RemoteFunction<?, ?>) probe));
	}

	private void kotlin() {
		add("kotlin", "emptyList", CollectionsKt.<String>emptyList(),
				(list) -> list + " " + (list == CollectionsKt.<String>emptyList()));
		add("kotlin", "emptyMap", MapsKt.<String, String>emptyMap(),
				(map) -> map + " " + (map == MapsKt.<String, String>emptyMap()));
		add("kotlin", "emptySet", SetsKt.<String>emptySet(), (set) -> set + " " + (set == SetsKt.<String>emptySet()));
		kotlin.collections.ArrayDeque<Integer> deque = new kotlin.collections.ArrayDeque<>(List.of(1, 2, 3));
		deque.addFirst(0);
		add("kotlin", "ArrayDeque", deque, (d) -> d + " " + d.first() + d.last() + d.indexOf(2));
		List<String> list = CollectionsKt.createListBuilder();
		list.add("a");
		add("kotlin", "buildList", CollectionsKt.build(list), (l) -> l + refused(() -> l.add("b")));
		Map<String, Integer> map = MapsKt.createMapBuilder();
		map.put("a", 1);
		add("kotlin", "buildMap", MapsKt.build(map), (m) -> m + " " + m.get("a") + refused(() -> m.put("b", 2)));
		java.util.Set<String> set = SetsKt.createSetBuilder();
		set.add("a");
		add("kotlin", "buildSet", SetsKt.build(set), (s) -> s + " " + s.contains("a") + refused(() -> s.add("b")));
		add("kotlin", "Pair", new Pair<>("a", 1), (p) -> p + " " + p.getFirst());
		add("kotlin", "Triple", new Triple<>("a", 1, null), (t) -> t + " " + t.getThird());
		add("kotlin", "Unit", kotlin.Unit.INSTANCE, (value) -> value.toString());
		add("kotlin", "IntRange", new IntRange(1, 3), (r) -> r + " " + r.contains(2) + r.contains(4) + r.getStep());
		add("kotlin", "IntProgression", IntProgression.Companion.fromClosedRange(1, 10, 3),
				(p) -> p + " " + CollectionsKt.toList(p));
		add("kotlin", "LongRange", new kotlin.ranges.LongRange(1, 3), (r) -> r + " " + r.contains(3L));
		add("kotlin", "CharRange", new kotlin.ranges.CharRange('a', 'c'), (r) -> r + " " + r.contains('c'));
		add("kotlin", "ClosedDoubleRange", RangesKt.rangeTo(1.0, 2.0),
				(r) -> r + " " + r.contains(1.5) + r.getEndInclusive());
		add("kotlin", "ComparableRange", RangesKt.rangeTo("a", "m"), (r) -> r + " " + r.contains("b"));
		add("kotlin", "IndexedValue", new kotlin.collections.IndexedValue<>(3, "c"), (value) -> value.toString());
		for (Object unsigned : KotlinValues.unsigned()) {
			add("kotlin", unsigned.getClass().getSimpleName() + " " + unsigned, unsigned,
					KotlinValues::describeUnsigned);
		}
		add("kotlin", "UIntArray", KotlinValues.unsignedArray(), (value) -> value.toString());
		add("kotlin", "lazy, evaluated", KotlinValues.evaluated(), (l) -> l.isInitialized() + l.getValue());
		add("kotlin", "lazy", KotlinValues.pending(), (l) -> l.getValue());
		add("kotlin", "lazy, unsafe", KotlinValues.unsafe(), (l) -> l.getValue());
		add("kotlin", "lazy, publication", KotlinValues.publication(), (l) -> l.getValue());
		add("kotlin", "lazyOf", kotlin.LazyKt.lazyOf("of"), (l) -> l.isInitialized() + l.getValue());
		add("kotlin", "Result of success", KotlinValues.success(), KotlinValues::describeResult);
		add("kotlin", "Result of failure", KotlinValues.failure(), KotlinValues::describeResult);
		add("kotlin", "Duration", KotlinValues.duration(), (value) -> value.toString());
		add("kotlin", "Instant", KotlinValues.instant(), (i) -> i + " " + i.getNanosecondsOfSecond());
		add("kotlin", "Uuid", KotlinValues.uuid(), (u) -> u.toHexDashString());
		add("kotlin", "Regex", KotlinValues.regex(), (r) -> r + " " + r.matches("AAB") + r.getOptions());
		add("kotlin", "KotlinVersion", new kotlin.KotlinVersion(2, 1, 3), (v) -> v + " " + v.isAtLeast(2, 1));
	}

	private void spring() {
		LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("a", "1");
		form.add("a", "2");
		add("spring", "LinkedMultiValueMap", form, (m) -> m + m.getFirst("a") + m.getOrDefault("b", List.of("none")));
		MultiValueMap<String, String> fixed = CollectionUtils.unmodifiableMultiValueMap(form);
		add("spring", "unmodifiableMultiValueMap", fixed, (m) -> m.getFirst("a") + refused(() -> m.add("b", "c")));
		add("spring", "toMultiValueMap", CollectionUtils.toMultiValueMap(new java.util.LinkedHashMap<>(form)),
				(m) -> m + m.getFirst("a"));
		LinkedCaseInsensitiveMap<Integer> insensitive = new LinkedCaseInsensitiveMap<>(8, Locale.ENGLISH);
		insensitive.put("Content-Type", 1);
		insensitive.put("B", 2);
		add("spring", "LinkedCaseInsensitiveMap", insensitive, (m) -> m + " " + m.get("content-type") + m.remove("b")
				+ m.put("CONTENT-TYPE", 3) + m + m.getLocale() + m.keySet());
		HttpHeaders headers = new HttpHeaders();
		headers.add("Content-Type", "text/html");
		headers.add("X-Many", "1");
		headers.add("x-many", "2");
		add("spring", "HttpHeaders", headers,
				(h) -> h + " " + h.getContentType() + h.get("X-MANY") + h.containsHeader("content-type"));
		add("spring", "HttpHeaders, read-only", HttpHeaders.readOnlyHttpHeaders(headers),
				(h) -> h + " " + h.getContentType() + h.get("X-MANY") + refused(() -> h.add("a", "b")));
		add("spring", "ResponseEntity",
				ResponseEntity.status(HttpStatus.CREATED).headers(headers).eTag("x").body(List.of("a")),
				(r) -> r + " " + r.getStatusCode().is2xxSuccessful() + r.getBody() + r.getHeaders().getETag()
						+ r.getHeaders().get("CONTENT-TYPE"));
		add("spring", "ResponseEntity, other status", ResponseEntity.status(499).build(),
				(r) -> r + " " + r.getStatusCode().is4xxClientError());
		add("spring", "RequestEntity", RequestEntity.post(URI.create("http://a/b")).header("x", "y").body("text"),
				(r) -> r + " " + r.getMethod() + r.getUrl() + r.getBody() + r.getHeaders().get("X"));
		add("spring", "HttpEntity", new HttpEntity<>("body", headers), (e) -> e + " " + e.getHeaders().get("X-Many"));
		add("spring", "HttpStatus", HttpStatus.NOT_FOUND, (s) -> s + " " + s.is4xxClientError());
		add("spring", "HttpStatusCode", HttpStatusCode.valueOf(499), (s) -> s + " " + s.isError() + s.value());
		add("spring", "HttpMethod", HttpMethod.GET, (m) -> m + " " + m.equals(HttpMethod.GET) + m.hashCode());
		add("spring", "HttpMethod, unusual", HttpMethod.valueOf("PURGE"), (m) -> m + " " + m.matches("PURGE"));
		add("spring", "MediaType", MediaType.parseMediaType("application/json;q=0.5"),
				(m) -> m + " " + m.getQualityValue() + m.isCompatibleWith(MediaType.APPLICATION_JSON));
		add("spring", "MimeType", MimeType.valueOf("text/plain"), (m) -> m + " " + m.getSubtype());
		UriComponents uri = UriComponentsBuilder.fromUriString("https://u@h:8/a/{b}?q=1&q=2#f").build();
		add("spring", "UriComponents", uri, (u) -> u + " " + u.expand("x").encode().toUri() + u.getQueryParams()
				+ u.getPathSegments() + u.getPort() + u.normalize());
		add("spring", "UriComponents, segments",
				UriComponentsBuilder.newInstance().host("h").pathSegment("a b").path("/c").build(),
				(u) -> u + " " + u.encode() + u.getPath());
		add("spring", "UriComponents, opaque", UriComponentsBuilder.fromUriString("mailto:a@b").build(),
				(u) -> u + " " + u.getSchemeSpecificPart());
		add("spring", "CronExpression", CronExpression.parse("0 0/15 9-17 * * MON-FRI"),
				(c) -> c + " " + c.next(java.time.LocalDateTime.of(2024, 2, 29, 17, 50)));
		add("spring", "DataSize", DataSize.ofMegabytes(3), (s) -> s + " " + s.toKilobytes());
		add("spring", "ResponseCookie",
				ResponseCookie.from("a", "b").path("/p").maxAge(9).httpOnly(true).sameSite("Lax").build(),
				(c) -> c.getName() + c.getPath() + c.getMaxAge() + c.isHttpOnly() + c.getSameSite());
		add("spring", "HttpCookie", new HttpCookie("a", "b"), (c) -> c.getName() + c.getValue());
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "twice");
		problem.setProperty("id", 7);
		problem.setType(URI.create("urn:x"));
		add("spring", "ProblemDetail", problem, (p) -> p + " " + p.getProperties());
		add("spring", "ContentDisposition", ContentDisposition.attachment().filename("a.txt").build(),
				(d) -> d + " " + d.isAttachment());
		add("spring", "HttpRange", HttpRange.createByteRange(3, 9), (r) -> r + " " + r.getRangeStart(100));
		add("spring", "HttpRange, suffix", HttpRange.createSuffixRange(3), (r) -> r + " " + r.getRangeStart(100));
		add("spring", "CacheControl", CacheControl.maxAge(java.time.Duration.ofSeconds(9)).cachePublic(),
				(c) -> c.getHeaderValue());
	}

	private void springData() {
		Sort sort = Sort.by(Sort.Order.desc("a").ignoreCase().nullsLast(), Sort.Order.asc("b"));
		add("spring-data", "Sort", sort, (s) -> s + " " + s.isSorted() + s.getOrderFor("a") + s.reverse());
		add("spring-data", "Sort, unsorted", Sort.unsorted(),
				(s) -> s + " " + s.isSorted() + s.equals(Sort.unsorted()));
		add("spring-data", "PageRequest", PageRequest.of(2, 10, sort), (p) -> p + " " + p.getOffset() + p.next());
		add("spring-data", "Pageable, unpaged", Pageable.unpaged(sort), (p) -> p.isPaged() + " " + p.getSort());
		add("spring-data", "PageImpl", new PageImpl<>(List.of("a", "b"), PageRequest.of(1, 2, sort), 7),
				(p) -> p + " " + p.getTotalPages() + p.hasNext() + p.getContent() + p.map(String::length).getContent()
						+ p.nextPageable());
		add("spring-data", "PageImpl of all", new PageImpl<>(List.of("a")),
				(p) -> p + " " + p.getTotalElements() + p.getPageable().isPaged());
		add("spring-data", "SliceImpl", new SliceImpl<>(List.of("a"), PageRequest.of(0, 1), true),
				(s) -> s + " " + s.hasNext());
		add("spring-data", "Limit", Limit.of(3), (l) -> l + " " + l.isLimited() + l.max());
		add("spring-data", "Limit, unlimited", Limit.unlimited(), (l) -> "" + l.isLimited() + l.isUnlimited());
		add("spring-data", "Range", org.springframework.data.domain.Range.rightOpen(1, 4),
				(r) -> r + " " + r.contains(1) + r.contains(4));
		add("spring-data", "OffsetScrollPosition", ScrollPosition.offset(3), (s) -> s + " " + s.getOffset());
		add("spring-data", "KeysetScrollPosition", ScrollPosition.forward(Map.of("id", 4)),
				(s) -> s + " " + ((KeysetScrollPosition) s).getKeys() + s.scrollsForward());
		add("spring-data", "Example", Example.of("a", ExampleMatcher.matchingAny().withIgnoreCase()),
				(e) -> e.getProbe() + " " + e.getMatcher().isIgnoreCaseEnabled() + e.getMatcher().isAnyMatching());
		add("spring-data", "Point", new Point(1.5, -2), (value) -> value.toString());
		add("spring-data", "Distance", new Distance(3, Metrics.KILOMETERS), (d) -> d + " " + d.in(Metrics.MILES));
		add("spring-data", "Circle", new Circle(new Point(1, 2), new Distance(3)), (value) -> value.toString());
		add("spring-data", "GeoResults",
				new GeoResults<>(List.of(new GeoResult<>("a", new Distance(1, Metrics.MILES)))),
				(g) -> g + " " + g.getAverageDistance());
	}

	private void guava() {
		for (List<String> content : List.of(List.<String>of(), List.of("b"), List.of("b", "a", "c"))) {
			int size = content.size();
			add("guava", "ImmutableList " + size, ImmutableList.copyOf(content), (l) -> l + refused(() -> l.add("x")));
			add("guava", "ImmutableSet " + size, ImmutableSet.copyOf(content), (s) -> s + " " + s.contains("c"));
			add("guava", "ImmutableSortedSet " + size, ImmutableSortedSet.copyOf(Ordering.natural().reverse(), content),
					(s) -> s + " " + s.contains("c"));
			ImmutableMap<String, Integer> map = com.google.common.collect.Maps.toMap(content, String::length);
			add("guava", "ImmutableMap " + size, map, (m) -> m + " " + m.get("c"));
			add("guava", "ImmutableBiMap " + size,
					ImmutableBiMap.copyOf(com.google.common.collect.Maps.toMap(content, (s) -> s + s)),
					(m) -> m + " " + m.inverse().get("cc"));
			add("guava", "ImmutableSortedMap " + size, ImmutableSortedMap.copyOf(map, Comparator.reverseOrder()),
					(m) -> m + " " + m.get("c"));
			add("guava", "ImmutableMultiset " + size, ImmutableMultiset.copyOf(content), (m) -> m + " " + m.count("a"));
		}
		add("guava", "ImmutableList, part", ImmutableList.of(1, 2, 3).subList(1, 3), (l) -> l + " " + l.get(1));
		add("guava", "ImmutableList, reversed", ImmutableList.of(1, 2, 3).reverse(), (l) -> l + " " + l.get(0));
		add("guava", "union", com.google.common.collect.Sets.union(ImmutableSet.of(1), ImmutableSet.of(2)),
				(s) -> s + " " + s.contains(2) + s.immutableCopy());
		add("guava", "difference", com.google.common.collect.Sets.difference(ImmutableSet.of(1, 2), ImmutableSet.of(2)),
				(s) -> s + " " + s.contains(2));
		add("guava", "powerSet", com.google.common.collect.Sets.powerSet(ImmutableSet.of(1, 2)),
				(s) -> s.size() + " " + s.contains(ImmutableSet.of(2)));
		add("guava", "cartesianProduct",
				com.google.common.collect.Sets.cartesianProduct(ImmutableSet.of(1, 2), ImmutableSet.of(3)),
				(s) -> s + " " + s.contains(List.of(2, 3)));
		add("guava", "synchronizedBiMap",
				com.google.common.collect.Maps.synchronizedBiMap(HashBiMap.create(Map.of("a", 1))),
				(m) -> m + " " + m.inverse().get(1) + m.put("b", 2) + m);
		add("guava", "synchronizedMultimap",
				Multimaps.synchronizedMultimap(ArrayListMultimap.create(Multimaps.forMap(Map.of("a", 1)))),
				(m) -> m + " " + m.put("a", 2) + m);
		add("guava", "ClassToInstanceMap", com.google.common.collect.ImmutableClassToInstanceMap.of(String.class, "x"),
				(m) -> m + " " + m.getInstance(String.class));
		add("guava", "ImmutableMap, keys", ImmutableMap.of("a", 1, "b", 2).keySet(), (k) -> k + " " + k.contains("b"));
		add("guava", "ImmutableMap, values", ImmutableMap.of("a", 1, "b", 2).values(), (value) -> value.toString());
		add("guava", "ImmutableMap, entries", ImmutableMap.of("a", 1, "b", 2).entrySet(),
				(e) -> e + " " + e.contains(Map.entry("a", 1)));
		add("guava", "ImmutableMap of enums",
				com.google.common.collect.Maps.immutableEnumMap(Map.of(Locale.Category.FORMAT, 1)),
				(m) -> m + " " + m.get(Locale.Category.FORMAT));
		add("guava", "ImmutableSet of enums",
				com.google.common.collect.Sets.immutableEnumSet(Locale.Category.FORMAT, Locale.Category.DISPLAY),
				(s) -> s + " " + s.contains(Locale.Category.DISPLAY));
		add("guava", "ImmutableListMultimap", ImmutableListMultimap.of("a", 1, "a", 2, "b", 3),
				(m) -> m + " " + m.get("a") + m.inverse());
		add("guava", "ImmutableListMultimap, empty", ImmutableListMultimap.<String, Integer>of(),
				(value) -> value.toString());
		add("guava", "ImmutableSetMultimap", ImmutableSetMultimap.of("a", 1, "a", 2), (m) -> m + " " + m.get("a"));
		add("guava", "ImmutableTable",
				ImmutableTable.<String, String, Integer>builder()
					.put("a", "b", 1)
					.put("a", "c", 2)
					.put("b", "b", 3)
					.build(),
				LibraryValues::table);
		add("guava", "ImmutableTable 1", ImmutableTable.of("a", "b", 1), LibraryValues::table);
		add("guava", "ImmutableRangeSet", ImmutableRangeSet.of(Range.closed(1, 4)), (r) -> r + " " + r.contains(2));
		add("guava", "ImmutableRangeMap", ImmutableRangeMap.of(Range.closed(1, 4), "x"), (r) -> r + " " + r.get(2));
		add("guava", "ContiguousSet", ContiguousSet.create(Range.closed(1, 4), DiscreteDomain.integers()),
				(s) -> s + " " + s.size() + s.headSet(3));
		for (Multimap<String, Integer> multimap : List.<Multimap<String, Integer>>of(ArrayListMultimap.create(),
				HashMultimap.create(), LinkedHashMultimap.create(), LinkedListMultimap.create(),
				TreeMultimap.create(Comparator.reverseOrder(), Comparator.naturalOrder()))) {
			multimap.put("a", 2);
			multimap.put("a", 1);
			multimap.put("b", 3);
			add("guava", multimap.getClass().getSimpleName(), multimap,
					(m) -> m + " " + m.get("a") + m.put("c", 9) + m.removeAll("a") + m);
		}
		add("guava", "unmodifiableMultimap",
				Multimaps.unmodifiableMultimap(ArrayListMultimap.create(Multimaps.forMap(Map.of("a", 1)))),
				(m) -> m + refused(() -> m.put("x", 1)));
		for (Multiset<String> multiset : List.<Multiset<String>>of(HashMultiset.create(),
				com.google.common.collect.LinkedHashMultiset.create(),
				TreeMultiset.create(Comparator.<String>reverseOrder()),
				com.google.common.collect.ConcurrentHashMultiset.create())) {
			multiset.add("a", 3);
			multiset.add("b");
			add("guava", multiset.getClass().getSimpleName(), multiset,
					(m) -> m + " " + m.count("a") + m.add("c") + m.size());
		}
		for (Table<String, String, Integer> table : List.<Table<String, String, Integer>>of(HashBasedTable.create(),
				TreeBasedTable.create(Comparator.reverseOrder(), Comparator.naturalOrder()))) {
			table.put("a", "b", 1);
			table.put("c", "d", 2);
			add("guava", table.getClass().getSimpleName(), table, (t) -> table(t) + t.put("e", "f", 3) + t);
		}
		HashBiMap<String, Integer> biMap = HashBiMap.create(Map.of("a", 1));
		add("guava", "HashBiMap", biMap, (m) -> m + " " + m.inverse().get(1) + m.forcePut("b", 1) + m);
		add("guava", "HashBiMap, inverse", HashBiMap.create(Map.of("a", 1)).inverse(),
				(m) -> m + " " + m.get(1) + m.inverse());
		add("guava", "EnumBiMap", EnumBiMap.create(Map.of(Locale.Category.FORMAT, java.util.concurrent.TimeUnit.DAYS)),
				(m) -> m + " " + m.inverse());
		EvictingQueue<Integer> queue = EvictingQueue.create(2);
		queue.add(1);
		add("guava", "EvictingQueue", queue, (q) -> q + " " + q.add(2) + q.add(3) + q);
		TreeRangeSet<Integer> ranges = TreeRangeSet.create(List.of(Range.closed(1, 3), Range.open(7, 9)));
		add("guava", "TreeRangeSet", ranges, (r) -> r + " " + r.contains(8) + r.complement());
		add("guava", "Range", Range.atLeast(3), (r) -> r + " " + r.contains(3) + r.hasUpperBound());
		add("guava", "Range of all", Range.<Integer>all(), (r) -> r + " " + r.contains(3));
		add("guava", "Optional", Optional.of("a"), (o) -> o + " " + o.get());
		add("guava", "Optional, absent", Optional.absent(), (o) -> o + " " + o.isPresent() + (o == Optional.absent()));
		add("guava", "Ints.asList", Ints.asList(1, 2, 3), (l) -> l + " " + l.contains(2) + l.set(0, 9) + l);
		add("guava", "Doubles.asList", Doubles.asList(1, Double.NaN), (l) -> l + " " + l.contains(Double.NaN));
		add("guava", "ImmutableIntArray", ImmutableIntArray.of(1, 2), (a) -> a + " " + a.get(1));
		add("guava", "UnsignedLong", UnsignedLong.MAX_VALUE, (u) -> u + " " + u.bigIntegerValue());
		add("guava", "HashCode", HashCode.fromBytes(new byte[] { 1, 2, 3, 4 }), (h) -> h + " " + h.asInt());
		add("guava", "HostAndPort", HostAndPort.fromString("h:80"), (h) -> h + " " + h.getPort());
		add("guava", "Ordering", Ordering.natural().nullsFirst().reverse(), (o) -> o.compare("a", null) + " " + o);
	}

	private static String table(Table<String, String, Integer> table) {
		return table + " " + table.get("a", "b") + table.row("a") + table.columnMap();
	}

	private void joda() {
		DateTime time = new DateTime(2024, 2, 29, 12, 30, 15, 17, DateTimeZone.forID("Europe/Berlin"));
		add("joda", "DateTime", time, (t) -> t + " " + t.getZone() + t.getChronology() + t.plusMonths(6));
		add("joda", "DateTime, UTC", time.withZone(DateTimeZone.UTC), (t) -> t + " " + t.getZone());
		add("joda", "DateTime, offset", time.withZone(DateTimeZone.forOffsetHours(3)), (t) -> t + " " + t.getZone());
		add("joda", "DateTime, Buddhist", time.withChronology(BuddhistChronology.getInstance(time.getZone())),
				(t) -> t + " " + t.getYear() + t.plusMonths(6));
		add("joda", "DateTime, GJ", time.withChronology(GJChronology.getInstance(time.getZone())),
				(t) -> t + " " + t.minusYears(600));
		add("joda", "MutableDateTime", new MutableDateTime(time), (t) -> {
			t.addDays(1);
			return t.toString();
		});
		add("joda", "Instant", time.toInstant(), (i) -> i + " " + i.getMillis());
		add("joda", "LocalDate", new LocalDate(2024, 2, 29), (d) -> d + " " + d.plusYears(1) + d.getDayOfWeek());
		add("joda", "LocalTime", time.toLocalTime(), (t) -> t + " " + t.plusHours(20));
		add("joda", "LocalDateTime", time.toLocalDateTime(), (t) -> t + " " + t.plusHours(20));
		add("joda", "Period", new Period(1, 2, 0, 4, 5, 6, 7, 8), (p) -> p + " " + p.getPeriodType() + p.getMonths());
		add("joda", "Period of days", new Period(time, time.plusDays(9), PeriodType.days()),
				(p) -> p + " " + p.getPeriodType() + p.getDays());
		add("joda", "Days", org.joda.time.Days.days(3), (d) -> d + " " + d.getDays());
		add("joda", "Duration", org.joda.time.Duration.standardHours(3), (d) -> d + " " + d.getMillis());
		add("joda", "Interval", new Interval(time, time.plusDays(1)), (i) -> i + " " + i.contains(i.getStart()));
		add("joda", "YearMonth", new org.joda.time.YearMonth(2024, 2), (y) -> y + " " + y.plusMonths(13));
		add("joda", "MonthDay", new org.joda.time.MonthDay(2, 29), (m) -> m + " " + m.plusDays(1));
		add("joda", "Partial", new Partial(org.joda.time.DateTimeFieldType.hourOfDay(), 7), (p) -> p + " " + p.size());
		add("joda", "DateTimeZone", DateTimeZone.forID("Asia/Tokyo"),
				(z) -> z + " " + z.getOffset(0) + (z == DateTimeZone.forID("Asia/Tokyo")));
	}

	private void money() {
		Money money = Money.of(new BigDecimal("12.340"), "EUR");
		add("money", "Money", money, (m) -> m + " " + m.add(Money.of(1, "EUR")) + m.getContext()
				+ m.getNumber().getScale() + m.getCurrency().getDefaultFractionDigits());
		add("money", "FastMoney", FastMoney.of(3, "USD"), (m) -> m + " " + m.multiply(3) + m.getCurrency());
		add("money", "CurrencyUnit of one's own",
				org.javamoney.moneta.CurrencyUnitBuilder.of("XYZ", "own").setDefaultFractionDigits(3).build(),
				(c) -> c + " " + c.getDefaultFractionDigits());
		add("money", "CurrencyUnit", javax.money.Monetary.getCurrency("JPY"),
				(c) -> c + " " + c.getNumericCode() + c.getContext().getProviderName() + c.hashCode());
	}

	private void vavr() {
		add("vavr", "List", io.vavr.collection.List.of(1, 2, 3),
				(l) -> l + " " + l.head() + l.prepend(0) + l.reverse());
		add("vavr", "List, empty", io.vavr.collection.List.<Integer>empty(),
				(l) -> l + " " + (l == io.vavr.collection.List.<Integer>empty()));
		add("vavr", "Vector", io.vavr.collection.Vector.range(0, 100), (v) -> v + " " + v.get(77) + v.append(3).size());
		add("vavr", "Array", io.vavr.collection.Array.of(1, 2), (a) -> a + " " + a.get(1));
		add("vavr", "HashMap", io.vavr.collection.HashMap.of("a", 1, "b", 2),
				(m) -> m + " " + m.get("b") + m.put("c", 3));
		add("vavr", "LinkedHashMap", io.vavr.collection.LinkedHashMap.of("z", 1, "b", 2), (m) -> m + " " + m.get("b"));
		add("vavr", "TreeMap", io.vavr.collection.TreeMap.of(Comparator.<String>reverseOrder(), "a", 1, "b", 2),
				(m) -> m + " " + m.get("b") + m.put("c", 3));
		add("vavr", "HashSet", io.vavr.collection.HashSet.of("a", "b"), (s) -> s + " " + s.contains("b"));
		add("vavr", "LinkedHashSet", io.vavr.collection.LinkedHashSet.of("z", "b"), (s) -> s + " " + s.contains("b"));
		add("vavr", "TreeSet", io.vavr.collection.TreeSet.of(Comparator.<Integer>reverseOrder(), 1, 2, 3),
				(s) -> s + " " + s.add(9) + s.contains(2));
		add("vavr", "Queue", io.vavr.collection.Queue.of(1, 2).enqueue(3), (q) -> q + " " + q.dequeue());
		add("vavr", "CharSeq", io.vavr.collection.CharSeq.of("abc"), (c) -> c + " " + c.reverse());
		add("vavr", "PriorityQueue", io.vavr.collection.PriorityQueue.of(Comparator.<Integer>reverseOrder(), 1, 5, 3),
				(q) -> q + " " + q.dequeue()._1);
		// The hash code of a constant is another in each JVM
		add("vavr", "HashMap by constants", io.vavr.collection.HashMap.of(TimeUnit.DAYS, 1, TimeUnit.HOURS, 2),
				(m) -> m.get(TimeUnit.HOURS) + " " + m.get(TimeUnit.DAYS) + m.put(TimeUnit.DAYS, 3).size());
		add("vavr", "LinkedHashMap by constants",
				io.vavr.collection.LinkedHashMap.of(TimeUnit.DAYS, 1, TimeUnit.HOURS, 2),
				(m) -> m + " " + m.get(TimeUnit.HOURS) + m.put(TimeUnit.DAYS, 3));
		add("vavr", "HashSet of constants", io.vavr.collection.HashSet.of(TimeUnit.DAYS, TimeUnit.HOURS),
				(s) -> s.contains(TimeUnit.HOURS) + " " + s.add(TimeUnit.DAYS).size());
		add("vavr", "HashMultimap by constants",
				io.vavr.collection.HashMultimap.withSeq().of(TimeUnit.DAYS, 1, TimeUnit.DAYS, 2),
				(m) -> m.get(TimeUnit.DAYS) + " " + m.size());
		add("vavr", "HashMap, empty", io.vavr.collection.HashMap.<String, Integer>empty(),
				(m) -> m + " " + (m == io.vavr.collection.HashMap.<String, Integer>empty()));
		add("vavr", "HashMap with null", io.vavr.collection.HashMap.of("a", null), (m) -> m + " " + m.get("a"));
		add("vavr", "BitSet", io.vavr.collection.BitSet.of(1, 70), (s) -> s + " " + s.contains(70));
		add("vavr", "Tree", io.vavr.collection.Tree.of(1, io.vavr.collection.Tree.of(2)), (value) -> value.toString());
		add("vavr", "Tuple", Tuple.of("a", 1, null), (t) -> t + " " + t._2);
		add("vavr", "Option", Option.of("a"), (o) -> o + " " + o.get());
		add("vavr", "Option, none", Option.<String>none(), (o) -> o + " " + (o == Option.<String>none()));
		add("vavr", "Either", Either.<String, Integer>left("a"), (e) -> e + " " + e.isLeft());
		add("vavr", "Try", Try.success(3), (t) -> t + " " + t.map((i) -> i + 1));
		add("vavr", "Try, failed", Try.<Integer>failure(new IllegalStateException("x")),
				(t) -> t + " " + t.isFailure());
		add("vavr", "Validation", Validation.<String, Integer>invalid("a"), (v) -> v + " " + v.isValid());
	}

	private void eclipseCollections() {
		add("eclipse-collections", "FastList", Lists.mutable.of(1, 2, 3), (l) -> l + " " + l.add(4) + l.getLast());
		for (int i = 0; i < 13; i++) {
			List<Integer> content = new ArrayList<>();
			for (int j = 0; j < i; j++) {
				content.add(j);
			}
			add("eclipse-collections", "ImmutableList " + i, Lists.immutable.withAll(content),
					(l) -> l + " " + l.contains(3) + l.newWith(7));
			if (i < 6) {
				add("eclipse-collections", "ImmutableSet " + i, Sets.immutable.withAll(content),
						(s) -> s.size() + " " + s.contains(3));
				java.util.HashMap<Integer, String> map = new java.util.HashMap<>();
				content.forEach((key) -> map.put(key, "v" + key));
				add("eclipse-collections", "ImmutableMap " + i, Maps.mutable.ofMap(map).toImmutable(),
						(m) -> m + " " + m.get(1));
				add("eclipse-collections", "ImmutableBag " + i, Bags.immutable.withAll(content),
						(b) -> b + " " + b.occurrencesOf(1));
			}
		}
		add("eclipse-collections", "UnifiedMap", Maps.mutable.of("a", 1, "b", 2), (m) -> m + " " + m.get("b"));
		add("eclipse-collections", "UnifiedSet", Sets.mutable.of("a", "b"), (s) -> s + " " + s.contains("b"));
		add("eclipse-collections", "HashBag", Bags.mutable.of("a", "b", "a"),
				(b) -> b.size() + " " + b.occurrencesOf("a"));
		add("eclipse-collections", "TreeSortedSet", SortedSets.mutable.of(Comparator.<Integer>reverseOrder(), 1, 2, 3),
				(s) -> s + " " + s.first() + s.contains(2));
		add("eclipse-collections", "ImmutableSortedSet",
				SortedSets.immutable.of(Comparator.<Integer>reverseOrder(), 1, 2), (s) -> s + " " + s.getFirst());
		add("eclipse-collections", "HashBiMap", BiMaps.mutable.of("a", 1), (m) -> m + " " + m.inverse().get(1));
		add("eclipse-collections", "ArrayStack", Stacks.mutable.of(1, 2), (s) -> s + " " + s.peek());
		add("eclipse-collections", "FastListMultimap",
				org.eclipse.collections.impl.multimap.list.FastListMultimap.newMultimap(Tuples.pair("a", 1)),
				(m) -> m + " " + m.get("a"));
		add("eclipse-collections", "UnifiedMap by constants", Maps.mutable.of(TimeUnit.DAYS, 1, TimeUnit.HOURS, 2),
				(m) -> m.get(TimeUnit.HOURS) + " " + m.get(TimeUnit.DAYS));
		add("eclipse-collections", "partition", Lists.mutable.of(1, 2, 3).partition((i) -> i > 1),
				(p) -> p.getSelected() + " " + p.getRejected());
		add("eclipse-collections", "unmodifiable list", Lists.mutable.of(1, 2).asUnmodifiable(),
				(l) -> l + refused(() -> l.add(3)));
		add("eclipse-collections", "synchronized list", Lists.mutable.of(1, 2).asSynchronized(),
				(l) -> l + " " + l.add(3));
		add("eclipse-collections", "IntArrayList", IntLists.mutable.of(1, 2), (l) -> l + " " + l.sum());
		add("eclipse-collections", "ImmutableIntList", IntLists.immutable.of(1, 2, 3), (l) -> l + " " + l.sum());
		add("eclipse-collections", "LongObjectHashMap", LongObjectMaps.mutable.of(1L, "a"), (m) -> m + " " + m.get(1L));
		add("eclipse-collections", "Pair", Tuples.pair("a", 1), (p) -> p + " " + p.getTwo());
	}

	private void protobuf() {
		add("protobuf", "Timestamp", Timestamp.newBuilder().setSeconds(7).setNanos(9).build(),
				(t) -> t.getSeconds() + " " + t.toBuilder().setNanos(1).build());
		add("protobuf", "Timestamp, default", Timestamp.getDefaultInstance(),
				(t) -> t + " " + t.getSeconds() + (t == Timestamp.getDefaultInstance()));
		add("protobuf", "Struct",
				Struct.newBuilder()
					.putFields("a", Value.newBuilder().setNumberValue(1.5).build())
					.putFields("b", Value.newBuilder().setStringValue("x").build())
					.build(),
				(s) -> s.getFieldsOrThrow("a") + " " + s.getFieldsCount());
		add("protobuf", "Any", Any.pack(Timestamp.newBuilder().setSeconds(3).build()),
				(a) -> a.getTypeUrl() + a.is(Timestamp.class) + a.getValue().size());
		add("protobuf", "ByteString", ByteString.copyFromUtf8("abc"), (b) -> b.size() + b.toStringUtf8());
		add("protobuf", "ByteString, part", ByteString.copyFromUtf8("abcdef").substring(1, 4),
				(b) -> b.toStringUtf8() + b.hashCode());
		add("protobuf", "ByteString, rope",
				ByteString.copyFrom(new byte[400]).concat(ByteString.copyFrom(new byte[300])),
				(b) -> b.size() + " " + b.hashCode());
		add("protobuf", "FieldDescriptorProto",
				com.google.protobuf.DescriptorProtos.FieldDescriptorProto.newBuilder()
					.setName("n")
					.setNumber(3)
					.build(),
				(f) -> f.getName() + f.hasTypeName() + f.getNumber());
	}

	static String refused(Supplier<?> change) {
		try {
			return " changed " + change.get();
		}
		catch (UnsupportedOperationException ex) {
			return " refused";
		}
	}

	static String refused(Runnable change) {
		return refused(() -> {
			change.run();
			return "";
		});
	}

}
