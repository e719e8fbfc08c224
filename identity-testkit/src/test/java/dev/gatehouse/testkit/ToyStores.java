package dev.gatehouse.testkit;

import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stores on plain maps, each of them with the same defect or none. */
final class ToyStores {
    private ToyStores() {}

    static Stores with(Defect defect) {
        Map<String, Object> opened = new ConcurrentHashMap<>();
        return (Stores) proxy(
                Stores.class,
                (proxy, method, args) -> opened.computeIfAbsent(method.getName(), name -> open(method, defect)));
    }

    private static Object open(Method method, Defect defect) {
        Class<?> type = method.getReturnType();
        Object rows = RowStore.class.isAssignableFrom(type) ? new ToyRows(defect) : new ToyLog(defect);
        return proxy(type, (proxy, verb, args) -> {
            try {
                Method own = rows.getClass().getMethod(verb.getName(), erased(verb, rows));
                own.setAccessible(true);
                return own.invoke(rows, args);
            } catch (NoSuchMethodException e) {
                return InvocationHandler.invokeDefault(proxy, verb, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static Class<?>[] erased(Method verb, Object rows) {
        for (Method own : rows.getClass().getMethods()) {
            if (own.getName().equals(verb.getName()) && own.getParameterCount() == verb.getParameterCount()) {
                return own.getParameterTypes();
            }
        }
        return verb.getParameterTypes();
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
