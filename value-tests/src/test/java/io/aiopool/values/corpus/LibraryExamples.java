package io.aiopool.values.corpus;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.Lists;
import com.google.common.net.HostAndPort;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.aiopool.values.HibernateSessions;
import io.vavr.Tuple;
import io.vavr.control.Either;
import kotlin.LazyKt;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.collections.CollectionsKt;
import kotlin.ranges.IntRange;
import kotlin.text.Regex;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.eclipse.collections.api.factory.Bags;
import org.eclipse.collections.api.factory.primitive.IntLists;
import org.hibernate.collection.spi.PersistentBag;
import org.javamoney.moneta.Money;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.slf4j.LoggerFactory;

import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Values of libraries, and what is none, one for each line of the page of values that
 * tells of them.
 */
public final class LibraryExamples {

	private LibraryExamples() {
	}

	@Shown(kind = "Kotlin", value = "`Pair`, `Triple`, `Unit`")
	public static Object pairTripleUnit() {
		return new Pair<>("a", new Triple<>(1, 2, 3));
	}

	@Shown(kind = "Kotlin", value = "its lists, maps and sets, empty ones included")
	public static Object itsListsMapsAndSetsEmptyOnesIncluded() {
		return CollectionsKt.emptyList();
	}

	@Shown(kind = "Kotlin", value = "ranges and progressions")
	public static Object rangesAndProgressions() {
		return new IntRange(1, 9);
	}

	@Shown(kind = "Kotlin", value = "`Regex`")
	public static Object regex() {
		return new Regex("a+");
	}

	@Shown(kind = "Kotlin", value = "`lazy` values, as what they hold")
	public static Object lazyValuesAsWhatTheyHold() {
		return LazyKt.lazyOf("a");
	}

	@Shown(kind = "Spring", value = "`ResponseEntity`, `HttpEntity`")
	public static Object responseentityHttpentity() {
		return ResponseEntity.ok().header("X-A", "a").body(List.of("b"));
	}

	@Shown(kind = "Spring", value = "`HttpHeaders`, `MultiValueMap`")
	public static Object httpheadersMultivaluemap() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("X-A", "a");
		return headers;
	}

	@Shown(kind = "Spring", value = "`MediaType`, `HttpMethod`, `HttpStatus`")
	public static Object mediatypeHttpmethodHttpstatus() {
		return List.of(MediaType.parseMediaType("text/html;charset=UTF-8"), HttpMethod.GET, HttpStatus.OK);
	}

	@Shown(kind = "Spring", value = "`UriComponents`")
	public static Object uricomponents() {
		return UriComponentsBuilder.fromUriString("http://localhost/a").build();
	}

	@Shown(kind = "Spring", value = "`DataSize`")
	public static Object datasize() {
		return DataSize.ofMegabytes(3);
	}

	@Shown(kind = "Spring", value = "`CronExpression`")
	public static Object cronexpression() {
		return CronExpression.parse("0 0 * * * *");
	}

	@Shown(kind = "Spring", value = "`ProblemDetail`")
	public static Object problemdetail() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "a");
	}

	@Shown(kind = "Spring Data", value = "`Page`, `Slice`")
	public static Object pageSlice() {
		return new PageImpl<>(List.of("a"), PageRequest.of(0, 3), 7);
	}

	@Shown(kind = "Spring Data", value = "`Pageable`, `Sort`, `Limit`")
	public static Object pageableSortLimit() {
		return PageRequest.of(1, 3, Sort.by("a").descending());
	}

	@Shown(kind = "Spring Data", value = "`Range`, `Point`, `Distance`")
	public static Object rangePointDistance() {
		return Range.closed(1, 3);
	}

	@Shown(kind = "Guava", value = "immutable collections")
	public static Object immutableCollections() {
		return ImmutableMap.of("a", ImmutableList.of(1));
	}

	@Shown(kind = "Guava", value = "multimaps, multisets, tables, bimaps")
	public static Object multimapsMultisetsTablesBimaps() {
		return ArrayListMultimap.create(ImmutableMultimap.of("a", 1));
	}

	@Shown(kind = "Guava", value = "`Range`, `RangeSet`")
	public static Object rangeRangeset() {
		return com.google.common.collect.Range.atLeast(3);
	}

	@Shown(kind = "Guava", value = "`Optional`, `HashCode`, `HostAndPort`")
	public static Object optionalHashcodeHostandport() {
		return HostAndPort.fromString("localhost:80");
	}

	@Shown(kind = "Joda-Time", value = "`DateTime`, `LocalDate`, `Interval`, ...")
	public static Object datetimeLocaldateInterval() {
		return new DateTime(1, DateTimeZone.forID("Europe/Paris"));
	}

	@Shown(kind = "JavaMoney", value = "`Money`, `FastMoney`, currencies")
	public static Object moneyFastmoneyCurrencies() {
		return Money.of(new BigDecimal("1.50"), "EUR");
	}

	@Shown(kind = "Vavr", value = "collections and tuples")
	public static Object collectionsAndTuples() {
		return io.vavr.collection.TreeMap.of("a", Tuple.of(1, "b"));
	}

	@Shown(kind = "Vavr", value = "`Option`, `Either`, `Try`, `Validation`")
	public static Object optionEitherTryValidation() {
		return Either.left("a");
	}

	@Shown(kind = "Eclipse Collections", value = "lists, sets, bags, maps, stacks, multimaps")
	public static Object listsSetsBagsMapsStacksMultimaps() {
		return Bags.mutable.of("a", "a", "b");
	}

	@Shown(kind = "Eclipse Collections", value = "those of primitives")
	public static Object thoseOfPrimitives() {
		return IntLists.immutable.of(3, 1, 2);
	}

	@Shown(kind = "Protobuf", value = "generated messages")
	public static Object messages() {
		return Struct.newBuilder().putFields("a", Value.newBuilder().setNumberValue(0.1).build()).build();
	}

	@Shown(kind = "Protobuf", value = "`ByteString`")
	public static Object bytestring() {
		return ByteString.copyFromUtf8("a");
	}

	@Shown(kind = "Jackson", value = "trees, of Jackson 2 and 3")
	public static Object treesOfJacksonAnd() {
		return JsonNodeFactory.instance.objectNode().put("a", new BigDecimal("1.50"));
	}

	@Shown(kind = "Avro", value = "generic records")
	public static Object genericRecords() {
		Schema schema = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
		return new GenericRecordBuilder(schema).set("a", "b").build();
	}

	@Shown(kind = "Hibernate", value = "collections of entities, once they are loaded")
	public static Object collectionsOfEntitiesOnceTheyAreLoaded() {
		return new PersistentBag<>(HibernateSessions.make(), new ArrayList<>(List.of("a")));
	}

	@Shown(kind = "Keys and certificates", value = "`KeyPair`, `SecretKey`, `X509Certificate`")
	public static Object keypairSecretkeyXCertificate() {
		return new SecretKeySpec(new byte[] { 1, 2 }, "HmacSHA256");
	}

	@Shown(kind = "Not the value, but a handle", value = "an open file or stream")
	public static Object anOpenFileOrStream() {
		return new ByteArrayInputStream(new byte[] { 1 });
	}

	@Shown(kind = "Not the value, but a handle", value = "a `Stream`")
	public static Object aStream() {
		return List.of("a").stream();
	}

	@Shown(kind = "Not the value, but a handle", value = "an `Iterator`")
	public static Object anIterator() {
		return List.of("a").iterator();
	}

	@Shown(kind = "Not the value, but a handle", value = "a future")
	public static Object aFuture() {
		return new CompletableFuture<String>();
	}

	@Shown(kind = "Not the value, but a handle", value = "a thread, or what waits for threads")
	public static Object aThreadOrWhatWaitsForThreads() {
		return new CountDownLatch(1);
	}

	@Shown(kind = "Not the value, but a handle", value = "a logger")
	public static Object aLogger() {
		return LoggerFactory.getLogger("a");
	}

	@Shown(kind = "Not the value, but a handle", value = "an upload")
	public static Object anUpload() {
		return new MockMultipartFile("a", new byte[] { 1 });
	}

	@Shown(kind = "Not the value, but a handle", value = "a request of a servlet")
	public static Object aRequestOfAServlet() {
		return new MockHttpServletRequest();
	}

	@Shown(kind = "What a copy would change", value = "`new Object()` as a marker")
	public static Object newObjectAsAMarker() {
		return new Object();
	}

	@Shown(kind = "What a copy would change", value = "a view that works when it is read, such as `Lists.transform`")
	public static Object aViewThatWorksWhenItIsReadSuchAsListsTra() {
		return Lists.transform(ImmutableList.of("a"), String::length);
	}

	@Shown(kind = "What a copy would change", value = "a node of a tree that holds any object")
	public static Object aNodeOfATreeThatHoldsAnyObject() {
		return JsonNodeFactory.instance.pojoNode(Set.of());
	}

	@Shown(kind = "What a copy would change", value = "a lambda of an interface that is not Serializable")
	public static Object aLambdaOfAnInterfaceThatIsNotSerializabl() {
		return (Function<String, Integer>) String::length;
	}

	@Shown(kind = "What a copy would change",
			value = "a class of the JDK that is not Serializable, such as `DateTimeFormatter`")
	public static Object aClassOfTheJdkThatIsNotSerializable() {
		return DateTimeFormatter.ISO_DATE;
	}

}
