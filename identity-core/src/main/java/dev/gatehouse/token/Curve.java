package dev.gatehouse.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.List;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Curve;
import org.jspecify.annotations.Nullable;

/** One of the three NIST curves of RFC 7518 §6.2.1.1, with the one algorithm that uses it. Thread-safe. */
final class Curve {
    static final Curve P256 = new Curve("P-256", "secp256r1", 32, SigningAlgorithm.ES256);
    static final Curve P384 = new Curve("P-384", "secp384r1", 48, SigningAlgorithm.ES384);
    static final Curve P521 = new Curve("P-521", "secp521r1", 66, SigningAlgorithm.ES512);
    static final List<Curve> ALL = List.of(P256, P384, P521);

    private final String jose;
    private final int bytes;
    private final SigningAlgorithm algorithm;
    private final ECParameterSpec parameters;
    private volatile @Nullable ECDomainParameters domain;

    private Curve(String jose, String standardName, int bytes, SigningAlgorithm algorithm) {
        this.jose = jose;
        this.bytes = bytes;
        this.algorithm = algorithm;
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(standardName));
            this.parameters = named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform does not know " + standardName, e);
        }
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

    /** Whether these are the parameters of this curve, whoever's they are. */
    boolean isOf(@Nullable ECParameterSpec other) {
        return other == parameters
                || (other != null
                        && other.getCurve()
                                .getField()
                                .equals(parameters.getCurve().getField())
                        && other.getCurve().getA().equals(parameters.getCurve().getA())
                        && other.getCurve().getB().equals(parameters.getCurve().getB())
                        && other.getGenerator().equals(parameters.getGenerator())
                        && other.getOrder().equals(parameters.getOrder())
                        && other.getCofactor() == parameters.getCofactor());
    }

    /** Whether the point lies on the curve; the cofactor is 1, so it is then in the right group. */
    boolean holds(BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB())
                .mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    /** The curve in Bouncy Castle's arithmetic; two threads that ask at once may get two that are equal. */
    ECDomainParameters domain() {
        ECDomainParameters known = domain;
        if (known == null) {
            ECCurve curve = arithmetic();
            ECPoint g = parameters.getGenerator();
            known = new ECDomainParameters(
                    curve, curve.createPoint(g.getAffineX(), g.getAffineY()), curve.getOrder(), curve.getCofactor());
            domain = known;
        }
        return known;
    }

    private ECCurve arithmetic() {
        return switch (algorithm) {
            case ES256 -> new SecP256R1Curve();
            case ES384 -> new SecP384R1Curve();
            case ES512 -> new SecP521R1Curve();
            default -> throw new IllegalStateException("no curve of " + algorithm);
        };
    }
}
