package dev.gatehouse.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * The two parameter sets of ML-DSA (FIPS 204 §4) that tokens are signed with, and the encodings of their keys (RFC
 * 9881 §2 and §6). A private key is kept as its seed of 32 bytes; providers that read no seeds get it expanded.
 */
final class MlDsa {
    static final MlDsa ML_DSA_44 = new MlDsa(MLDSAParameters.ml_dsa_44, "11", 1312, 2420);
    static final MlDsa ML_DSA_65 = new MlDsa(MLDSAParameters.ml_dsa_65, "12", 1952, 3309);

    /** SEQUENCE { OID 2.16.840.1.101.3.4.3.x }, the x left out. */
    private static final String OID = "300b06096086480165030403";

    private static final int SEED = 32;

    private final MLDSAParameters parameters;
    private final byte[] algorithm;
    private final byte[] seedPrefix;
    private final int publicLength;
    private final int signatureLength;

    private MlDsa(MLDSAParameters parameters, String number, int publicLength, int signatureLength) {
        this.parameters = parameters;
        this.algorithm = HexFormat.of().parseHex(OID + number);
        this.seedPrefix = HexFormat.of().parseHex("3034020100" + OID + number + "04228020");
        this.publicLength = publicLength;
        this.signatureLength = signatureLength;
    }

    /** The parameters of an algorithm of the family. */
    static MlDsa of(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case ML_DSA_44 -> ML_DSA_44;
            case ML_DSA_65 -> ML_DSA_65;
            default -> throw new IllegalArgumentException(algorithm + " is not of the ML-DSA family");
        };
    }

    int publicLength() {
        return publicLength;
    }

    int signatureLength() {
        return signatureLength;
    }

    /** A private key in PKCS #8 of nothing but its seed. */
    byte[] pkcs8(byte[] seed) {
        byte[] whole = Arrays.copyOf(seedPrefix, seedPrefix.length + SEED);
        System.arraycopy(seed, 0, whole, seedPrefix.length, SEED);
        return whole;
    }

    /** The public key of a private one in the form of {@link #pkcs8}; empty if it has another form. */
    Optional<byte[]> publicKey(byte[] pkcs8) {
        return isSeedForm(pkcs8)
                ? Optional.of(key(pkcs8).getPublicKeyParameters().getEncoded())
                : Optional.empty();
    }

    /** The same private key for providers that know only the expanded form. */
    byte[] expanded(byte[] pkcs8) {
        byte[] inner = tagged(0x04, key(pkcs8).getEncoded());
        byte[] version = {0x02, 0x01, 0x00};
        return tagged(0x30, joined(version, joined(algorithm, tagged(0x04, inner))));
    }

    /** A public key as X.509 SubjectPublicKeyInfo. */
    byte[] subjectPublicKeyInfo(byte[] publicKey) {
        return tagged(0x30, joined(algorithm, tagged(0x03, joined(new byte[1], publicKey))));
    }

    private MLDSAPrivateKeyParameters key(byte[] pkcs8) {
        return new MLDSAPrivateKeyParameters(
                parameters, Arrays.copyOfRange(pkcs8, seedPrefix.length, seedPrefix.length + SEED));
    }

    private boolean isSeedForm(byte[] pkcs8) {
        return pkcs8.length == seedPrefix.length + SEED
                && Arrays.equals(pkcs8, 0, seedPrefix.length, seedPrefix, 0, seedPrefix.length);
    }

    /** DER, for contents of 256 to 65,535 bytes. */
    private static byte[] tagged(int tag, byte[] content) {
        byte[] head = {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return joined(head, content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
