package io.aiopool.values;

import java.io.ByteArrayInputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;

import io.aiopool.Invocation;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.codec.SignatureCheck;
import io.aiopool.codec.SignatureCheck.Finding;
import io.aiopool.codec.SignatureCheck.Weight;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import kotlin.coroutines.Continuation;
import kotlin.sequences.SequencesKt;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor;
import org.hibernate.bytecode.internal.bytebuddy.ByteBuddyState;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.PersistentAttributeInterceptor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.pojo.bytebuddy.ByteBuddyProxyFactory;
import org.hibernate.proxy.pojo.bytebuddy.ByteBuddyProxyHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Handles of Spring, servlets, Hibernate, Kotlin and loggers: refused for what they are,
 * and what the refusal says to pass crosses.
 */
@Tag("F103")
class HandleValueTests {

	private static ProcessPool pool;

	@BeforeAll
	static void open() {
		pool = ProcessPool.builder().processes(1).initializer(Clients.class).build();
	}

	@AfterAll
	static void close() {
		pool.terminate();
	}

	private static TaskSerializationException refused(Object value) {
		CompletionException failure = catchThrowableOfType(CompletionException.class,
				() -> pool.apply(HandleValueTests::classOf, value).join());
		assertThat(failure).as(value.getClass().getName()).isNotNull();
		assertThat(failure.getCause()).isInstanceOf(TaskSerializationException.class);
		TaskSerializationException cause = (TaskSerializationException) failure.getCause();
		assertThat(cause.phase()).as(cause.getMessage()).isEqualTo(Phase.ARG_ENCODE);
		return cause;
	}

	private static String classOf(Object value) {
		return value.getClass().getName();
	}

	private static void refused(Object handle, String what, String instead) {
		assertThat(refused(handle)).hasMessageContaining(handle.getClass().getName())
			.hasMessageContaining("it is a handle: " + what)
			.hasMessageContaining(instead)
			.hasMessageNotContaining("trusted-packages")
			.hasMessageNotContaining("trusted-presets");
	}

	@Test
	void requestsAreReplacedByTheirParameters() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter("name", "a");
		for (Object handle : List.of(request, new MockHttpServletResponse(), new MockHttpSession(),
				MockServerHttpRequest.get("/").build(), MockServerWebExchange.from(MockServerHttpRequest.get("/")))) {
			refused(handle, "an HTTP request or its response, session or exchange", "pass the parameters");
		}
		String name = request.getParameter("name");
		assertThat(pool.apply((String value) -> value + "!", name).join()).isEqualTo("a!");
	}

	@Test
	void uploadsAreReplacedByTheirBytes() throws Exception {
		MultipartFile file = new MockMultipartFile("file", new byte[] { 1, 2 });
		refused(file, "an upload", "pass its bytes");
		assertThat(pool.apply((byte[] bytes) -> bytes.length, file.getBytes()).join()).isEqualTo(2);
	}

	@Test
	void buffersAndResourcesAreReplacedByTheirBytes() throws Exception {
		DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.wrap(new byte[] { 1, 2, 3 });
		refused(buffer, "a buffer", "pass its bytes");
		byte[] bytes = new byte[3];
		buffer.read(bytes);
		assertThat(pool.apply((byte[] all) -> all.length, bytes).join()).isEqualTo(3);
		InputStreamResource resource = new InputStreamResource(new ByteArrayInputStream(bytes));
		refused(resource, "a resource over a stream", "pass its bytes");
		assertThat(pool.apply((byte[] all) -> all.length, resource.getContentAsByteArray()).join()).isEqualTo(3);
	}

	@Test
	void clientsAreMadeByAnInitializer() throws Throwable {
		refused(new RestTemplate(), "a client", "let a WorkerInitializer (aiopool.initializer) make one");
		refused(RestClient.create(), "a client", "let a WorkerInitializer (aiopool.initializer) make one");
		Invocation call = new Invocation(Caller.class, Caller.class.getDeclaredMethod("hasClient"), new Object[0]);
		assertThat(pool.call(call, TaskOptions.DEFAULTS)).isEqualTo(true);
	}

	static final class Clients implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(RestClient.class, RestClient.create());
		}

	}

	static final class Caller {

		private final RestClient client;

		Caller(RestClient client) {
			this.client = client;
		}

		boolean hasClient() {
			return this.client.get() != null;
		}

	}

	@Test
	void partsOfTheContextAreReplacedByWhatIsNeededOfThem() {
		StandardEnvironment environment = new StandardEnvironment();
		refused(environment, "part of the Spring context", "pass what the method needs of it");
		String version = environment.getRequiredProperty("java.version");
		assertThat(pool.apply((String value) -> value.length(), version).join()).isPositive();
	}

	@Test
	void proxiesAreReplacedByTheObjectBehindThem() {
		Greeter target = new Greeter("a");
		ProxyFactory subclass = new ProxyFactory(target);
		subclass.setProxyTargetClass(true);
		refused(subclass.getProxy(), "a proxy", "pass the object behind it");
		refused(new ProxyFactory(Greeting.class, (org.aopalliance.intercept.MethodInterceptor) (call) -> "x")
			.getProxy(), "a proxy", "or a record of the data that it gives");
		assertThat(pool.apply((Greeter greeter) -> greeter.greet(), target).join()).isEqualTo("hello a");
		assertThat(pool.apply((Greeted greeted) -> greeted.text(), new Greeted(target.greet())).join())
			.isEqualTo("hello a");
	}

	interface Greeting {

		String greet();

	}

	record Greeted(String text) {
	}

	static class Greeter implements Greeting {

		private String name;

		Greeter() {
		}

		Greeter(String name) {
			this.name = name;
		}

		@Override
		public String greet() {
			return "hello " + this.name;
		}

	}

	@Test
	void loggersBelongToClasses() {
		refused(LoggerFactory.getLogger("x"), "a logger", "make the field static");
		assertThat(refused(new Careless("a"))).hasMessageContaining("(at [0].log)")
			.hasMessageContaining("the field 'log' of " + Careless.class.getName() + " holds it");
		assertThat(pool.apply((Careful careful) -> careful.name, new Careful("a")).join()).isEqualTo("a");
	}

	static class Careless {

		final Logger log = LoggerFactory.getLogger(getClass());

		final String name;

		Careless(String name) {
			this.name = name;
		}

	}

	static class Careful {

		static final Logger LOG = LoggerFactory.getLogger(Careful.class);

		final String name;

		Careful(String name) {
			this.name = name;
		}

	}

	@Test
	void sequencesAreReplacedByLists() {
		var sequence = SequencesKt.map(SequencesKt.sequenceOf(1, 2), (Integer number) -> number + 1);
		refused(sequence, "an iteration that has begun, or items that are made when they are read", "pass the list");
		List<Integer> list = new ArrayList<>(SequencesKt.toList(sequence));
		assertThat(pool.apply((List<Integer> all) -> all.size(), list).join()).isEqualTo(2);
	}

	@Test
	void declaredHandlesAreFoundBeforeThereIsOne() {
		for (Class<?> type : List.of(MultipartFile.class, FilePart.class, RestClient.class, DataBuffer.class,
				jakarta.servlet.http.HttpServletRequest.class, jakarta.persistence.EntityManager.class,
				org.hibernate.Session.class, Continuation.class, InputStreamResource.class)) {
			assertThat(findings(type)).as(type.getName())
				.singleElement()
				.satisfies((finding) -> assertThat(finding.weight()).isEqualTo(Weight.ALL_VALUES));
		}
		assertThat(findings(Logger.class)).singleElement()
			.satisfies((finding) -> assertThat(finding.weight()).isEqualTo(Weight.MOST_VALUES));
	}

	private static List<Finding> findings(Class<?> type) {
		return SignatureCheck.of("it", type, (name) -> name.startsWith("io.aiopool."), (stays) -> false);
	}

	@Test
	void entitiesWithLazyAssociationsAreHintedAt() {
		assertThat(findings(Customer.class)).singleElement().satisfies((finding) -> {
			assertThat(finding.weight()).isEqualTo(Weight.SOME_VALUES);
			assertThat(finding.reason())
				.contains("it is a JPA entity, and refused while its 'country', 'orders' is not", "join fetch");
		});
		assertThat(findings(Country.class)).isEmpty();
	}

	@Test
	void collectionThatIsNotLoadedIsNamedAndFetchedOrLeftOut() {
		Customer customer = new Customer(7);
		customer.orders = new PersistentBag<>();
		assertThat(refused(List.of(customer))).hasMessageContaining("the association of an entity: it is not loaded")
			.hasMessageContaining("fetch it in the query (join fetch, @EntityGraph), or pass a DTO or the id")
			.hasMessageContaining("orders)")
			.hasMessageNotContaining("trusted-packages");
		customer.orders = new ArrayList<>(List.of("fetched"));
		assertThat(pool.apply((Customer other) -> other.orders, customer).join()).containsExactly("fetched");
		assertThat(pool.apply((CustomerView view) -> view.id(), new CustomerView(customer.id)).join()).isEqualTo(7);
	}

	@Test
	void eachCollectionOfARowIsLookedAt() throws Exception {
		List<Customer> customers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Customer customer = new Customer(i);
			customer.orders = loaded("a");
			customers.add(customer);
		}
		customers.get(2).orders = new PersistentBag<>();
		ProcessPool trusting = ProcessPool.builder().processes(1).trustedPackages(List.of("org.hibernate")).build();
		try {
			assertThat(catchThrowableOfType(CompletionException.class,
					() -> trusting.apply((List<Customer> all) -> all.size(), customers).join()))
				.hasMessageContaining("[2].orders")
				.hasMessageContaining("it is not loaded");
		}
		finally {
			trusting.terminate();
		}
	}

	/** As a session leaves it once the query has come back. */
	private static PersistentBag<String> loaded(String... elements) throws Exception {
		PersistentBag<String> bag = new PersistentBag<>();
		set(PersistentBag.class, "bag", bag, new ArrayList<>(List.of(elements)));
		set(AbstractPersistentCollection.class, "initialized", bag, true);
		return bag;
	}

	private static void set(Class<?> type, String name, Object holder, Object value) throws Exception {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		field.set(holder, value);
	}

	@Test
	void proxyOfAnEntityIsNamedUntilItIsLoaded() throws Exception {
		ByteBuddyProxyFactory factory = new ByteBuddyProxyFactory(new ByteBuddyProxyHelper(new ByteBuddyState()));
		factory.postInstantiate("Country", Country.class, Set.of(HibernateProxy.class),
				Country.class.getMethod("getId"), null, null);
		HibernateProxy proxy = factory.getProxy(3, null);
		Customer customer = new Customer(7);
		customer.country = (Country) proxy;
		assertThat(refused(customer)).hasMessageContaining("a proxy of the entity Country: it is not loaded")
			.hasMessageContaining("(at [0].country)");
		proxy.getHibernateLazyInitializer().setImplementation(new Country(3));
		assertThat(pool
			.apply((Customer other) -> other.country.getClass().getSimpleName() + other.country.getId(), customer)
			.join()).isEqualTo("Country3");
		assertThat(pool
			.apply((List<Country> twice) -> twice.get(0) == twice.get(1), List.of(customer.country, customer.country))
			.join()).isTrue();
	}

	@Test
	void entityWithLazyAttributesIsNamedUntilTheyAreLoaded() {
		Enhanced entity = new Enhanced();
		LazyAttributeLoadingInterceptor interceptor = new LazyAttributeLoadingInterceptor(
				new LazyAttributeLoadingInterceptor.EntityRelatedState("Enhanced", Set.of("text")), 1, null);
		entity.$$_hibernate_setInterceptor(interceptor);
		assertThat(refused(entity)).hasMessageContaining("an entity with lazy attributes: it is not loaded");
		interceptor.attributeInitialized("text");
		assertThat(pool.apply((Enhanced other) -> other.text, entity).join()).isEqualTo("text");
	}

	record CustomerView(long id) {
	}

	@Entity
	public static class Customer {

		@Id
		long id;

		@OneToMany
		List<String> orders;

		Country country;

		Customer() {
		}

		Customer(long id) {
			this.id = id;
		}

		@ManyToOne(fetch = FetchType.LAZY)
		Country getCountry() {
			return this.country;
		}

	}

	@Entity
	public static class Country {

		@Id
		private int id;

		@OneToMany(fetch = FetchType.EAGER)
		List<String> cities = new ArrayList<>();

		public Country() {
		}

		Country(int id) {
			this.id = id;
		}

		public Integer getId() {
			return this.id;
		}

	}

	/** As the enhancer of Hibernate makes it. */
	public static class Enhanced implements PersistentAttributeInterceptable, Serializable {

		private static final long serialVersionUID = 1L;

		String text = "text";

		private transient PersistentAttributeInterceptor $$_hibernate_attributeInterceptor;

		@Override
		public PersistentAttributeInterceptor $$_hibernate_getInterceptor() {
			return this.$$_hibernate_attributeInterceptor;
		}

		@Override
		public void $$_hibernate_setInterceptor(PersistentAttributeInterceptor interceptor) {
			this.$$_hibernate_attributeInterceptor = interceptor;
		}

	}

}
