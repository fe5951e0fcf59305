package io.aiopool.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Values whose libraries have to be chosen, as what they hold names classes or runs
 * providers.
 */
final class ChosenValues {

	private static final SharedSessionContractImplementor SESSION = HibernateSessions.make();

	private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

	private final LibraryValues values;

	ChosenValues(LibraryValues values) {
		this.values = values;
	}

	void jackson2() {
		var factory = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
		var tree = factory.objectNode();
		tree.put("decimal", new BigDecimal("1.10"))
			.put("long decimal", new BigDecimal("0.1000000000000000055511151231257827"))
			.put("double", 1.10)
			.put("float", 1.10f)
			.put("short", (short) 3)
			.put("int", 3)
			.put("long", 3L)
			.put("big", new BigInteger("3"))
			.put("nan", Double.NaN)
			.put("text", "3")
			.put("bytes", new byte[] { 1, 2 })
			.put("true", true)
			.putNull("null");
		tree.putArray("array").add(1).add("x").addNull().addObject().put("deep", -0.0);
		this.values.add("jackson", "2, tree", tree, ChosenValues::describe);
		this.values.add("jackson", "2, missing", com.fasterxml.jackson.databind.node.MissingNode.getInstance(),
				(node) -> node.isMissingNode() + " "
						+ (node == com.fasterxml.jackson.databind.node.MissingNode.getInstance()));
		this.values.add("jackson", "2, null", factory.nullNode(),
				(node) -> "" + (node == com.fasterxml.jackson.databind.node.NullNode.getInstance()));
		this.values.add("jackson", "2, boolean", factory.booleanNode(true),
				(node) -> "" + (node == com.fasterxml.jackson.databind.node.BooleanNode.TRUE));
		this.values.add("jackson", "2, exact decimals",
				com.fasterxml.jackson.databind.node.JsonNodeFactory.withExactBigDecimals(true)
					.arrayNode()
					.add(new BigDecimal("1.500")),
				(node) -> node.add(new BigDecimal("2.500")).toString());
	}

	private static String describe(com.fasterxml.jackson.databind.JsonNode node) {
		StringBuilder text = new StringBuilder(node.getClass().getSimpleName());
		text.append(' ').append(node.isContainerNode() ? "" : node.asText() + " " + node.hashCode());
		if (node.isNumber() && !Double.isNaN(node.doubleValue())) {
			text.append(' ').append(node.decimalValue()).append(' ').append(node.numberType());
		}
		node.fields().forEachRemaining((e) -> text.append(' ').append(e.getKey()).append(describe(e.getValue())));
		if (node.isArray()) {
			node.elements().forEachRemaining((e) -> text.append(describe(e)));
		}
		return text.toString();
	}

	void jackson3() {
		var factory = tools.jackson.databind.node.JsonNodeFactory.instance;
		var tree = factory.objectNode();
		tree.put("decimal", new BigDecimal("1.10"))
			.put("long decimal", new BigDecimal("0.1000000000000000055511151231257827"))
			.put("double", 1.10)
			.put("float", 1.10f)
			.put("short", (short) 3)
			.put("int", 3)
			.put("long", 3L)
			.put("big", new BigInteger("3"))
			.put("text", "3")
			.put("bytes", new byte[] { 1, 2 })
			.put("true", true)
			.putNull("null");
		tree.putArray("array").add(1).add("x").addNull().addObject().put("deep", -0.0);
		this.values.add("jackson", "3, tree", tree, ChosenValues::describe);
		this.values.add("jackson", "3, missing", factory.missingNode(),
				(node) -> "" + (node == tools.jackson.databind.node.MissingNode.getInstance()));
		this.values.add("jackson", "3, null", factory.nullNode(),
				(node) -> "" + (node == tools.jackson.databind.node.NullNode.getInstance()));
	}

	private static String describe(tools.jackson.databind.JsonNode node) {
		StringBuilder text = new StringBuilder(node.getClass().getSimpleName());
		text.append(' ').append(node.isContainer() ? "" : node.asString("") + " " + node.hashCode());
		if (node.isNumber()) {
			text.append(' ').append(node.decimalValue()).append(' ').append(node.numberType());
		}
		node.properties().forEach((e) -> text.append(' ').append(e.getKey()).append(describe(e.getValue())));
		if (node.isArray()) {
			node.values().forEach((e) -> text.append(describe(e)));
		}
		return text.toString();
	}

	void avro() {
		Schema part = SchemaBuilder.record("Part").fields().requiredString("name").endRecord();
		Schema schema = SchemaBuilder.record("Order")
			.namespace("a.b")
			.fields()
			.requiredInt("id")
			.requiredString("text")
			.name("state")
			.type()
			.enumeration("State")
			.symbols("OPEN", "DONE")
			.enumDefault("OPEN")
			.name("parts")
			.type()
			.array()
			.items(part)
			.noDefault()
			.optionalBytes("bytes")
			.endRecord();
		GenericRecord order = new GenericRecordBuilder(schema).set("id", 3)
			.set("text", new Utf8("x"))
			.set("state", new GenericData.EnumSymbol(schema.getField("state").schema(), "DONE"))
			.set("parts",
					new GenericData.Array<>(schema.getField("parts").schema(),
							List.of(new GenericRecordBuilder(part).set("name", "p").build())))
			.set("bytes", ByteBuffer.wrap(new byte[] { 1, 2 }))
			.build();
		this.values.add("avro", "record", order,
				(record) -> record + " " + record.getSchema().toString() + record.get("state").getClass()
						+ GenericData.get().validate(record.getSchema(), record) + record.hashCode());
		this.values.add("avro", "schema", schema, (s) -> s + " " + s.getField("id").schema().getType());
		this.values.add("avro", "Utf8", new Utf8("ü"), (u) -> u + " " + u.getByteLength());
		this.values.add("avro", "Utf8 with room for a longer text", new Utf8("longer").set(new Utf8("a")),
				(u) -> u + " " + u.getByteLength() + u.equals(new Utf8("a")));
	}

	void hibernate() {
		this.values.add("hibernate", "PersistentBag", new PersistentBag<>(SESSION, new ArrayList<>(List.of("a", "b"))),
				(b) -> b + " " + b.get(1) + b.add("c") + b.size() + b.wasInitialized());
		this.values.add("hibernate", "PersistentList",
				new PersistentList<>(SESSION, new ArrayList<>(List.of("a", "b"))),
				(l) -> l + " " + l.get(1) + l.equals(List.of("a", "b")));
		this.values.add("hibernate", "PersistentSet", new PersistentSet<>(SESSION, new HashSet<>(Set.of("a"))),
				(s) -> s + " " + s.contains("a") + s.add("b") + s.isDirty());
		this.values.add("hibernate", "PersistentMap", new PersistentMap<>(SESSION, new HashMap<>(Map.of("a", 1))),
				(m) -> m + " " + m.get("a"));
	}

	void keys() {
		try {
			for (String algorithm : List.of("RSA", "EC", "Ed25519", "X25519", "DSA", "DH")) {
				KeyPair pair = PAIRS.computeIfAbsent(algorithm, ChosenValues::generate);
				this.values.add("keys", algorithm, pair, ChosenValues::describe);
				this.values.add("keys", algorithm + ", public", pair.getPublic(), ChosenValues::describe);
				this.values.add("keys", algorithm + ", private", pair.getPrivate(), ChosenValues::describe);
			}
			SecretKey secret = new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "AES");
			this.values.add("keys", "secret", secret,
					(key) -> key.getAlgorithm() + Base64.getEncoder().encodeToString(key.getEncoded()));
			X509Certificate certificate = certificate();
			this.values.add("keys", "certificate", certificate,
					(c) -> c.getSubjectX500Principal() + " " + c.getSerialNumber() + c.getPublicKey().getAlgorithm());
			this.values.add("keys", "certificate path",
					CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
					(path) -> path.getType() + path.getCertificates().size());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair generate(String algorithm) {
		try {
			return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static X509Certificate certificate() throws GeneralSecurityException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(ChosenValues.class.getResourceAsStream("certificate.pem"));
	}

	/** Answers with stubs, zero, false or null. */
	private static String describe(PublicKey key) {
		return key.getAlgorithm() + key.getFormat() + Base64.getEncoder().encodeToString(key.getEncoded());
	}

	private static String describe(PrivateKey key) {
		return key.getAlgorithm() + key.getFormat() + Base64.getEncoder().encodeToString(key.getEncoded());
	}

	/** What is signed with the one is verified with the other. */
	private static String describe(KeyPair pair) throws GeneralSecurityException {
		String text = describe(pair.getPublic()) + describe(pair.getPrivate());
		String algorithm = switch (pair.getPublic().getAlgorithm()) {
			case "RSA" -> "SHA256withRSA";
			case "EC" -> "SHA256withECDSA";
			case "EdDSA", "Ed25519" -> "Ed25519";
			default -> null;
		};
		if (algorithm == null) {
			return text;
		}
		Signature signature = Signature.getInstance(algorithm);
		signature.initSign(pair.getPrivate());
		signature.update((byte) 1);
		byte[] signed = signature.sign();
		signature.initVerify(pair.getPublic());
		signature.update((byte) 1);
		return text + signature.verify(signed);
	}

}
