package dev.gatehouse.aws;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the answers of the query protocol. Namespaces are not looked at: the servers disagree on them. No DTD, no
 * entity, no processing instruction; bounded in depth and number of elements, and in size by whoever fetched it.
 */
final class StsXml {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ELEMENTS = 256;
    private static final String CREDENTIALS =
            "/AssumeRoleWithWebIdentityResponse/AssumeRoleWithWebIdentityResult/Credentials/";
    private static final Pattern KEY_ID = Pattern.compile("\\w{16,128}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{16,16384}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private StsXml() {}

    /** The answer is not one: not XML, forbidden XML, or of another shape. Tells nothing of what it held. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    /** Returns the credentials of an answer with a status of success. */
    static TemporaryCredentials credentials(byte[] body) throws Malformed {
        Map<String, String> texts = texts(body);
        String keyId = require(texts, "AccessKeyId", KEY_ID);
        String secret = require(texts, "SecretAccessKey", PRINTABLE);
        String token = require(texts, "SessionToken", PRINTABLE);
        return TemporaryCredentials.of(
                keyId,
                Secret.of(secret),
                Secret.of(token),
                instant(texts.getOrDefault(CREDENTIALS + "Expiration", "")));
    }

    /** Returns the error code of an answer, if it names one. */
    static Optional<StsFault> fault(byte[] body) {
        try {
            Map<String, String> texts = texts(body);
            String code = texts.getOrDefault("/ErrorResponse/Error/Code", texts.getOrDefault("/Error/Code", ""))
                    .strip();
            return CODE.matcher(code).matches()
                    ? Optional.of(new StsFault(
                            code.endsWith("Exception")
                                    ? code.substring(0, code.length() - "Exception".length())
                                    : code))
                    : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static String require(Map<String, String> texts, String name, Pattern shape) throws Malformed {
        String text = texts.getOrDefault(CREDENTIALS + name, "").strip();
        if (!shape.matcher(text).matches()) {
            throw new Malformed("the answer has no " + name);
        }
        return text;
    }

    private static Instant instant(String text) throws Malformed {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new Malformed("the answer has no Expiration");
        }
    }

    /** Returns the text of every leaf by its path; a leaf that stands twice is malformed. */
    private static Map<String, String> texts(byte[] body) throws Malformed {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                return texts(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new Malformed("the answer is not XML"); // without its cause, which quotes the answer
        }
    }

    private static Map<String, String> texts(XMLStreamReader reader) throws XMLStreamException, Malformed {
        Map<String, String> texts = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        boolean leaf = false;
        int elements = 0;
        open.push("");
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS || open.size() > MAX_DEPTH) {
                        throw new Malformed("the answer has too many elements");
                    }
                    open.push(open.peek() + "/" + reader.getLocalName());
                    text.setLength(0);
                    leaf = true;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (leaf && texts.put(open.peek(), text.toString()) != null) {
                        throw new Malformed("the answer says something twice");
                    }
                    open.pop();
                    leaf = false;
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw new Malformed("the answer holds a DTD, an entity or an instruction");
            }
        }
        return texts;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is resolved");
        });
        return factory;
    }
}
