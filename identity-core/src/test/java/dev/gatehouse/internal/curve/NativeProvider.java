package dev.gatehouse.internal.curve;

import java.security.Provider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Amazon Corretto Crypto Provider where it is on the class path and its library fits the machine. */
final class NativeProvider {
    static final @Nullable Provider FOUND = find();

    private NativeProvider() {}

    private static @Nullable Provider find() {
        return ServiceLoader.load(Provider.class).stream()
                .filter(found -> found.type().getName().startsWith("com.amazon.corretto."))
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.getService("Signature", "Ed25519") != null)
                .findFirst()
                .orElse(null);
    }
}
