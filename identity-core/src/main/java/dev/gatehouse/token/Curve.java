package dev.gatehouse.token;

import java.security.spec.ECParameterSpec;
import java.util.List;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;

/** One of the three NIST curves of RFC 7518 §6.2.1.1, with the one algorithm that uses it. */
final class Curve {
    static final Curve P256 = new Curve("P-256", "secp256r1", 32, SigningAlgorithm.ES256);
    static final Curve P384 = new Curve("P-384", "secp384r1", 48, SigningAlgorithm.ES384);
    static final Curve P521 = new Curve("P-521", "secp521r1", 66, SigningAlgorithm.ES512);
    static final List<Curve> ALL = List.of(P256, P384, P521);

    private final String jose;
    private final int bytes;
    private final SigningAlgorithm algorithm;
    private final ECParameterSpec parameters;

    private Curve(String jose, String standardName, int bytes, SigningAlgorithm algorithm) {
        ECNamedCurveParameterSpec named = ECNamedCurveTable.getParameterSpec(standardName);
        this.jose = jose;
        this.bytes = bytes;
        this.algorithm = algorithm;
        this.parameters = new ECNamedCurveSpec(
                standardName, named.getCurve(), named.getG(), named.getN(), named.getH(), named.getSeed());
    }

    String jose() {
        return jose;
    }

    int bytes() {
        return bytes;
    }

    SigningAlgorithm algorithm() {
        return algorithm;
    }

    ECParameterSpec parameters() {
        return parameters;
    }
}
