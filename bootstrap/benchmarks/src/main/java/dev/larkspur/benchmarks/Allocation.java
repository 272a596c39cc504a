package dev.larkspur.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a server's JVM allocates, in whichever thread. */
record Allocation(JMXConnector connector) implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(2);

  /** Something that makes it allocate. */
  interface Work {
    Load.Outcome done() throws IOException;
  }

  @SuppressWarnings("BanJNDI") // the other side is a JVM of ours, which told us where to find it
  static Allocation of(ServerProcess server) throws IOException {
    try {
      var machine = VirtualMachine.attach(Long.toString(server.pid()));
      try {
        var url = new JMXServiceURL(machine.startLocalManagementAgent());
        return new Allocation(JMXConnectorFactory.connect(url));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("The server's JVM cannot be asked what it allocates", e);
    }
  }

  /** Bytes for each request, less what the server allocates in that time anyway. */
  double each(Work work) throws IOException, InterruptedException {
    long idle = soFar();
    Thread.sleep(IDLE);
    long before = soFar();
    var outcome = work.done();
    long after = soFar();
    double anyway = (double) (before - idle) / IDLE.toNanos() * outcome.time().toNanos();
    return (after - before - anyway) / outcome.answered();
  }

  private long soFar() throws IOException {
    try {
      var threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
      return (Long)
          connector.getMBeanServerConnection().getAttribute(threads, "TotalThreadAllocatedBytes");
    } catch (JMException e) {
      throw new IOException("The server's JVM does not tell what it allocates", e);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
