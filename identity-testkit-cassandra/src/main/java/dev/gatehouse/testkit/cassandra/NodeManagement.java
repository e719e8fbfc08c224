package dev.gatehouse.testkit.cassandra;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What an operator's tool asks of a node, through the management agent that its process starts when it is asked. */
final class NodeManagement {
    private static final String STORAGE = "org.apache.cassandra.db:type=StorageService";
    private static final String BYTES = "org.apache.cassandra.metrics:type=Keyspace,name=LiveDiskSpaceUsed,keyspace=";

    private NodeManagement() {}

    /** Writes a keyspace's rows from memory to files, and returns the bytes of those that are in use. */
    @SuppressWarnings("BanJNDI") // the peer is a process that this one started, of the same user
    static long flushedBytes(long process, String keyspace) {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(process)))) {
            MBeanServerConnection node = connector.getMBeanServerConnection();
            node.invoke(
                    new ObjectName(STORAGE),
                    "forceKeyspaceFlush",
                    new Object[] {keyspace, new String[0]},
                    new String[] {String.class.getName(), String[].class.getName()});
            return (Long) node.getAttribute(new ObjectName(BYTES + keyspace), "Value");
        } catch (IOException | JMException | AttachNotSupportedException e) {
            throw new IllegalStateException("the node's management does not answer", e);
        }
    }

    private static String agent(long process) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
        try {
            return machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
    }
}
