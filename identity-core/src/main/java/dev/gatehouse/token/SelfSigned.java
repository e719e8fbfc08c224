package dev.gatehouse.token;

import dev.gatehouse.PoolId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Makes the certificate of a signing key, out of the key alone: every part of it follows from the key, the time from
 * which it signs, and its pool, and the signature is deterministic. So all nodes make the same bytes, and nothing is
 * stored. What a signing key signs as a token is text; a certificate's first bytes are not, so one can never be taken
 * for the other.
 */
final class SelfSigned {
    /** RFC 5280 appendix A.1: ub-common-name. */
    private static final int LONGEST_NAME = 64;

    /** Longer than any key may sign: a key ends by leaving the JWKS, never by its certificate. */
    private static final int VALID_YEARS = 20;

    /** RFC 8410 §3. */
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private static final Instant FIRST = Instant.parse("1950-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9979-01-01T00:00:00Z");
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private SelfSigned() {}

    static boolean possible(SigningAlgorithm algorithm) {
        return switch (algorithm.family()) {
            case RSA, EC, ED25519 -> true;
            case RSA_PSS, ML_DSA, HMAC -> false;
        };
    }

    /** Returns the certificate, DER. The key is one for which {@link #possible} holds. */
    static byte[] certificate(SigningKey key, PoolId pool) {
        try {
            SubjectPublicKeyInfo publicKey = publicKey(key);
            AlgorithmIdentifier algorithm = signatureAlgorithm(key.algorithm());
            X500Name name = name(pool);
            ZonedDateTime from =
                    clamped(key.activeFrom()).atZone(ZoneOffset.UTC).minusDays(1);
            V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
            body.setSerialNumber(new ASN1Integer(serial(publicKey, from, pool)));
            body.setSignature(algorithm);
            body.setIssuer(name);
            body.setSubject(name);
            body.setStartDate(time(from));
            body.setEndDate(time(from.plusYears(VALID_YEARS)));
            body.setSubjectPublicKeyInfo(publicKey);
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addExtension(Extension.subjectKeyIdentifier, false, keyIdentifier(publicKey));
            body.setExtensions(extensions.generate());
            byte[] signed = body.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
            ASN1EncodableVector certificate = new ASN1EncodableVector();
            certificate.add(body.generateTBSCertificate());
            certificate.add(algorithm);
            certificate.add(new DERBitString(signature(key, signed)));
            return new DERSequence(certificate).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate of " + key.algorithm() + " cannot be encoded", e);
        }
    }

    private static Instant clamped(Instant time) {
        Instant earliest = FIRST.plusSeconds(86_400);
        Instant bounded = time.isBefore(earliest) ? earliest : time;
        return bounded.isAfter(LAST) ? LAST : bounded;
    }

    private static X500Name name(PoolId pool) {
        String text = pool.value();
        String common = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(common))
                .build();
    }

    /**
     * RFC 5280 §4.1.2.2: positive, unique, at most 20 octets. 127 bits of a digest over what is new about the
     * certificate: whoever could foresee them knows the public key already.
     */
    private static BigInteger serial(SubjectPublicKeyInfo publicKey, ZonedDateTime from, PoolId pool)
            throws IOException {
        byte[] digest = Digests.of(
                "SHA-256",
                "gatehouse certificate serial\n".getBytes(StandardCharsets.US_ASCII),
                publicKey.getEncoded(ASN1Encoding.DER),
                (from.toEpochSecond() + "\n" + pool).getBytes(StandardCharsets.US_ASCII));
        return new BigInteger(1, Arrays.copyOf(digest, 16)).clearBit(127).setBit(126);
    }

    /** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050. */
    private static Time time(ZonedDateTime time) {
        return time.getYear() < 2050
                ? new Time(new ASN1UTCTime(UTC_TIME.format(time)))
                : new Time(new ASN1GeneralizedTime(GENERALIZED_TIME.format(time)));
    }

    /** RFC 7093 §2, method 1: the first 160 bits of the SHA-256 of the key. */
    private static SubjectKeyIdentifier keyIdentifier(SubjectPublicKeyInfo publicKey) {
        byte[] digest = Digests.of("SHA-256", publicKey.getPublicKeyData().getBytes());
        return new SubjectKeyIdentifier(Arrays.copyOf(digest, 20));
    }

    private static AlgorithmIdentifier signatureAlgorithm(SigningAlgorithm algorithm) {
        return switch (algorithm.family()) {
            case RSA -> new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case EC -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ED25519 -> new AlgorithmIdentifier(ED25519);
            case RSA_PSS, ML_DSA, HMAC -> throw new IllegalArgumentException("no certificates of " + algorithm);
        };
    }

    private static SubjectPublicKeyInfo publicKey(SigningKey key) throws IOException {
        Map<String, Object> jwk = key.publicJwk();
        return switch (key.algorithm().family()) {
            case RSA ->
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new RSAPublicKey(new BigInteger(1, bytes(jwk, "n")), new BigInteger(1, bytes(jwk, "e"))));
            case EC -> {
                byte[] x = bytes(jwk, "x");
                byte[] y = bytes(jwk, "y");
                byte[] point = new byte[1 + x.length + y.length];
                point[0] = 4; // SEC 1 §2.3.3: not compressed
                System.arraycopy(x, 0, point, 1, x.length);
                System.arraycopy(y, 0, point, 1 + x.length, y.length);
                yield new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
                        point);
            }
            case ED25519 -> new SubjectPublicKeyInfo(new AlgorithmIdentifier(ED25519), bytes(jwk, "x"));
            case RSA_PSS, ML_DSA, HMAC -> throw new IllegalArgumentException("no certificates of " + key.algorithm());
        };
    }

    private static byte[] bytes(Map<String, Object> jwk, String member) {
        return Base64.getUrlDecoder().decode(String.valueOf(jwk.get(member)));
    }

    /** RSASSA-PKCS1-v1_5 and Ed25519 are deterministic as they are. */
    private static byte[] signature(SigningKey key, byte[] signed) throws IOException {
        return key.algorithm() == SigningAlgorithm.ES256
                ? key.usePkcs8(pkcs8 -> ecdsa(pkcs8, signed))
                : key.sign(signed, signed.length);
    }

    /** ECDSA whose secret number follows from key and message (RFC 6979), in DER (RFC 3279 §2.2.3). */
    private static byte[] ecdsa(byte[] pkcs8, byte[] signed) {
        if (!(PublicHalf.read(SigningAlgorithm.ES256, pkcs8) instanceof ECPrivateKey key)) {
            throw new IllegalStateException("a key for ES256 is on a curve");
        }
        ECDomainParameters domain = Curve.P256.domain();
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(key.getS(), domain));
        BigInteger[] pair = signer.generateSignature(Digests.of("SHA-256", signed));
        try {
            return StandardDSAEncoding.INSTANCE.encode(domain.getN(), pair[0], pair[1]);
        } catch (IOException e) {
            throw new IllegalStateException("a signature out of range", e);
        }
    }
}
