package io.aiopool.codec;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Kinds of handles: objects through which one reaches something of one process, so that a
 * copy of them is of no use in another. A class belongs to a kind if it extends or
 * implements one of the types that the kind names; names do, so that none of the
 * libraries is needed. Where a class fits several kinds, the first one counts.
 */
enum ProcessBound {

	CONTEXT("part of the Spring context, and a worker has no Spring context", "pass what the method needs of it",
			Copies.NEVER, "org.springframework.beans.factory.BeanFactory",
			"org.springframework.core.env.PropertyResolver", "org.springframework.context.ApplicationEventPublisher",
			"org.springframework.context.MessageSource", "org.springframework.cache.Cache",
			"org.springframework.cache.CacheManager"),

	REQUEST("an HTTP request or its response, session or exchange",
			"pass the parameters, headers or body that the method needs", Copies.NEVER,
			"jakarta.servlet.ServletRequest", "jakarta.servlet.ServletResponse", "jakarta.servlet.ServletContext",
			"jakarta.servlet.AsyncContext", "jakarta.servlet.http.HttpSession", "javax.servlet.ServletRequest",
			"javax.servlet.ServletResponse", "javax.servlet.ServletContext", "javax.servlet.AsyncContext",
			"javax.servlet.http.HttpSession", "org.springframework.web.context.request.RequestAttributes",
			"org.springframework.web.context.request.WebRequest", "org.springframework.http.server.ServerHttpRequest",
			"org.springframework.http.server.ServerHttpResponse",
			"org.springframework.http.server.reactive.ServerHttpRequest",
			"org.springframework.http.server.reactive.ServerHttpResponse",
			"org.springframework.web.server.ServerWebExchange", "org.springframework.web.server.WebSession",
			"org.springframework.web.servlet.function.ServerRequest",
			"org.springframework.web.reactive.function.server.ServerRequest",
			"org.springframework.http.client.ClientHttpResponse",
			"org.springframework.web.reactive.function.client.ClientResponse", "java.net.http.HttpResponse",
			"com.sun.net.httpserver.HttpExchange"),

	UPLOAD("an upload that the server keeps until its request ends",
			"pass its bytes, or write it to a file and pass the path", Copies.OF_OWN_CLASSES,
			"org.springframework.web.multipart.MultipartFile", "org.springframework.http.codec.multipart.Part",
			"jakarta.servlet.http.Part", "javax.servlet.http.Part"),

	DATABASE("a connection to a database, or what is open on one",
			"pass the rows or ids that the method needs, or let a WorkerInitializer (aiopool.initializer) make a"
					+ " connection of the worker's own",
			Copies.NEVER, "java.sql.Connection", "java.sql.Statement", "javax.sql.CommonDataSource",
			"javax.sql.DataSource", "jakarta.persistence.EntityManager", "jakarta.persistence.EntityManagerFactory",
			"jakarta.persistence.Query", "javax.persistence.EntityManager", "javax.persistence.EntityManagerFactory",
			"javax.persistence.Query", "org.hibernate.SharedSessionContract", "org.hibernate.SessionFactory",
			"org.springframework.jdbc.core.JdbcOperations", "org.springframework.jdbc.core.simple.JdbcClient",
			"org.springframework.data.repository.Repository", "org.springframework.transaction.TransactionManager",
			"org.springframework.transaction.TransactionExecution",
			"org.springframework.data.mongodb.core.MongoOperations",
			"org.springframework.data.redis.core.RedisOperations",
			"org.springframework.data.redis.connection.RedisConnectionFactory", "io.r2dbc.spi.Connection",
			"io.r2dbc.spi.ConnectionFactory"),

	DATABASE_VALUE("a result that is read from its connection to a database",
			"read it here, and pass a list of rows, the bytes or the text", Copies.OF_OWN_CLASSES, "java.sql.ResultSet",
			"java.sql.Blob", "java.sql.Clob", "java.sql.Array", "java.sql.SQLXML", "java.sql.Ref"),

	CLIENT("a client that keeps connections",
			"let a WorkerInitializer (aiopool.initializer) make one of the worker's own", Copies.NEVER,
			"java.net.http.HttpClient", "java.net.URLConnection", "org.springframework.web.client.RestOperations",
			"org.springframework.web.client.RestClient", "org.springframework.web.reactive.function.client.WebClient",
			"org.springframework.http.client.ClientHttpRequestFactory", "org.apache.http.client.HttpClient",
			"org.apache.hc.client5.http.classic.HttpClient", "okhttp3.Call$Factory", "io.grpc.Channel",
			"org.apache.kafka.clients.producer.Producer", "org.apache.kafka.clients.consumer.Consumer",
			"org.springframework.kafka.core.KafkaOperations", "org.springframework.amqp.core.AmqpTemplate",
			"org.springframework.jms.core.JmsOperations", "jakarta.jms.Connection", "javax.jms.Connection"),

	SOCKET("a socket", "pass what was read from it, or the address for the worker to connect to", Copies.NEVER,
			"java.net.Socket", "java.net.ServerSocket", "java.net.DatagramSocket", "java.nio.channels.NetworkChannel",
			"java.nio.channels.Selector", "io.netty.channel.Channel"),

	BUFFER("a buffer of a server's memory, which is counted and reused", "pass its bytes", Copies.NEVER,
			"org.springframework.core.io.buffer.DataBuffer", "io.netty.buffer.ByteBuf"),

	STREAM("an open file or stream", "pass the bytes, the text, or the path of a file", Copies.OF_OWN_CLASSES,
			"java.io.InputStream", "java.io.OutputStream", "java.io.Reader", "java.io.Writer",
			"java.io.RandomAccessFile", "java.io.FileDescriptor", "java.io.Console", "java.io.ObjectInput",
			"java.io.ObjectOutput", "java.nio.channels.Channel", "java.nio.channels.FileLock",
			"java.nio.file.FileSystem", "java.nio.file.DirectoryStream", "java.nio.file.WatchService",
			"java.util.Scanner", "java.util.zip.ZipFile", "javax.imageio.stream.ImageInputStream"),

	RESOURCE("a resource over a stream that is read once", "pass its bytes, or the path of a file", Copies.NEVER,
			"org.springframework.core.io.InputStreamResource"),

	LOGGER("a logger", "make the field static, or get the logger where the method runs", Copies.SOMETIMES,
			"org.slf4j.Logger", "java.util.logging.Logger", "java.lang.System$Logger",
			"org.apache.logging.log4j.Logger", "org.apache.log4j.Category", "org.apache.commons.logging.Log",
			"org.jboss.logging.BasicLogger"),

	PUBLISHER("a stream of items that are yet to come",
			"collect them and pass the list; a method may also take or return a Flux or Mono itself", Copies.NEVER,
			"org.reactivestreams.Publisher", "java.util.concurrent.Flow$Publisher", "kotlinx.coroutines.flow.Flow",
			"io.reactivex.rxjava3.core.ObservableSource", "io.reactivex.rxjava3.core.SingleSource",
			"io.reactivex.rxjava3.core.MaybeSource", "io.reactivex.rxjava3.core.CompletableSource"),

	FUTURE("a result that is yet to come", "wait for it, and pass what it gives", Copies.NEVER,
			"java.util.concurrent.Future", "java.util.concurrent.CompletionStage", "kotlinx.coroutines.Job",
			"io.vavr.concurrent.Future"),

	COROUTINE("part of a coroutine, which goes on in this process",
			"declare the method without suspend, and call it from the coroutine", Copies.NEVER,
			"kotlin.coroutines.Continuation", "kotlinx.coroutines.CoroutineScope"),

	ITEMS("a stream of items, which are made when they are read", "collect the items, and pass the list", Copies.NEVER,
			"java.util.stream.BaseStream", "java.util.Spliterator", "io.vavr.collection.Stream"),

	ITERATION("an iteration that has begun, or items that are made when they are read",
			"collect the items, and pass the list", Copies.SOMETIMES, "java.util.Iterator", "java.util.Enumeration",
			"kotlin.sequences.Sequence"),

	EXECUTION("a thread, or what runs or waits for threads", "leave it out, and make another where it is needed",
			Copies.NEVER, "java.lang.Thread", "java.lang.ThreadGroup", "java.lang.ThreadLocal",
			"java.util.concurrent.ExecutorService", "java.util.concurrent.CountDownLatch",
			"java.util.concurrent.CyclicBarrier", "java.util.concurrent.Phaser", "java.util.concurrent.Exchanger",
			"java.util.concurrent.CompletionService", "java.util.concurrent.locks.Condition", "java.util.Timer",
			"org.springframework.core.task.TaskExecutor", "org.springframework.scheduling.TaskScheduler"),

	LOCK("a lock of threads of this process", "leave it out, and make another where it is needed", Copies.SOMETIMES,
			"java.util.concurrent.locks.Lock", "java.util.concurrent.locks.ReadWriteLock",
			"java.util.concurrent.locks.AbstractOwnableSynchronizer"),

	RUNTIME("part of this JVM or of the operating system's processes",
			"pass a name or number by which the worker can find its own", Copies.NEVER, "java.lang.ClassLoader",
			"java.lang.Module", "java.lang.ModuleLayer", "java.lang.Package", "java.lang.Runtime", "java.lang.Process",
			"java.lang.ProcessBuilder", "java.lang.ProcessHandle", "java.lang.ref.Cleaner",
			"java.lang.invoke.MethodHandle", "java.lang.invoke.VarHandle", "java.lang.invoke.MethodHandles$Lookup",
			"java.lang.reflect.Member", "java.lang.reflect.InvocationHandler"),

	REFERENCE("a reference that the garbage collector of this JVM may clear", "pass what it refers to", Copies.NEVER,
			"java.lang.ref.Reference"),

	ANNOTATION("an annotation, as reflection of this JVM shows it", "pass its attributes", Copies.SOMETIMES,
			"java.lang.annotation.Annotation"),

	GENERIC_TYPE("a generic type, as reflection of this JVM shows it", "pass its class, or its name", Copies.SOMETIMES,
			"java.lang.reflect.ParameterizedType", "java.lang.reflect.TypeVariable", "java.lang.reflect.WildcardType",
			"java.lang.reflect.GenericArrayType"),

	DOCUMENT("a part of a document of XML, each of which leads to all others", "pass the text of the document",
			Copies.SOMETIMES, "org.w3c.dom.Node"),

	CLOCK("a reading of a clock that began with this JVM", "pass the time of day, or the time that has passed",
			Copies.NEVER, "kotlin.time.TimeMark"),

	PROXY("a proxy, which hands its calls to objects of this process",
			"pass the object behind it, or a record of the data that it gives", Copies.NEVER,
			"org.springframework.aop.SpringProxy", "org.springframework.aop.RawTargetAccess",
			"org.springframework.cglib.proxy.Factory", "net.sf.cglib.proxy.Factory",
			"org.jboss.weld.proxy.WeldConstruct", "org.mockito.internal.creation.bytebuddy.MockAccess"),

	GENERATED("of a class that was generated in this process, and no other process can load it",
			"pass an object of the class that it extends, or a record of its data", Copies.NEVER);

	/** How generated classes are called that are not hidden. */
	private static final List<String> MARKS = List.of("$$", "$ByteBuddy$", "$HibernateProxy$", "$MockitoMock$");

	private static final Map<String, ProcessBound> KINDS = new HashMap<>();

	static {
		for (ProcessBound kind : values()) {
			for (String name : kind.names) {
				KINDS.putIfAbsent(name, kind);
			}
		}
	}

	private final String what;

	private final String instead;

	private final Copies copies;

	private final String[] names;

	ProcessBound(String what, String instead, Copies copies, String... names) {
		this.what = what;
		this.instead = instead;
		this.copies = copies;
		this.names = names;
	}

	/** Whether a copy of such an object can be as good as the object itself. */
	enum Copies {

		/** Of none. */
		NEVER,

		/**
		 * Only of objects that are data themselves, of a class that somebody wrote to be
		 * sent. Whoever declares the type means one of the others.
		 */
		OF_OWN_CLASSES,

		/** Of some that the declared type does not tell. */
		SOMETIMES

	}

	/** Returns the kind of a class, {@code null} if its instances are no handles. */
	static @Nullable ProcessBound of(Class<?> type) {
		if (type.isPrimitive() || type.isArray() || type.isEnum()) {
			return null;
		}
		ProcessBound found = null;
		for (String name : supertypes(type)) {
			ProcessBound kind = KINDS.get(name);
			if (kind != null && (found == null || kind.ordinal() < found.ordinal())) {
				found = kind;
			}
		}
		if (found == null && Proxy.isProxyClass(type)) {
			return PROXY;
		}
		return (found == null && isGenerated(type)) ? GENERATED : found;
	}

	/** Names of a class and of all that it extends and implements. */
	static Set<String> supertypes(Class<?> type) {
		Set<String> names = new LinkedHashSet<>();
		Deque<Class<?>> open = new ArrayDeque<>();
		for (Class<?> c = type; c != null; c = c.getSuperclass()) {
			names.add(c.getName());
			Collections.addAll(open, c.getInterfaces());
		}
		while (!open.isEmpty()) {
			Class<?> next = open.remove();
			if (names.add(next.getName())) {
				Collections.addAll(open, next.getInterfaces());
			}
		}
		return names;
	}

	/** Another process can load only what is in a file. */
	private static boolean isGenerated(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		String name = type.getName();
		return loader != null && !type.isHidden() && isMarked(name)
				&& loader.getResource(name.replace('.', '/') + ".class") == null;
	}

	private static boolean isMarked(String className) {
		for (String mark : MARKS) {
			if (className.contains(mark)) {
				return true;
			}
		}
		return false;
	}

	/** Whether no instance of any such class can be copied. */
	boolean never() {
		return this.copies == Copies.NEVER;
	}

	/**
	 * Whether a value that can be copied may well stand behind the declared type.
	 * @param trusted whether the declared type itself is of the application or trusted
	 */
	boolean perhapsBehind(Class<?> declared, boolean trusted) {
		return (this.copies == Copies.SOMETIMES) ? declared.isInterface() || !TypeCodecs.isPlatform(declared)
				: this.copies == Copies.OF_OWN_CLASSES && trusted;
	}

	List<String> names() {
		return List.of(this.names);
	}

	/** Says what the object is and what to pass instead. */
	String reason() {
		return "it is a handle: " + this.what + "; " + this.instead;
	}

}
