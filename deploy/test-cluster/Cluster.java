import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;

/**
 * An OpenSearch of three nodes in this process, for tests: `java -cp 'LIB/*' Cluster.java FOLDER`. With a plugin's class and a file of
 * settings behind that, it is one node with that plugin, and those settings of the file that are for plugins.
 *
 * It keeps to FOLDER, which is there, and to the loopback address, on ports that are free. Once it answers it writes "ready PORT PORT
 * PORT" to the file "said" in FOLDER. Then it does what it is told on standard input, a line each: "stop N" (from 1), "start N",
 * and writes that it has. It ends with its standard input, so that it never outlives whoever started it.
 */
public class Cluster {
    private static PrintStream said;

    public static void main(String[] arguments) throws Exception {
        // Standard output is taken by the nodes' logs, and closed with the first of them.
        said = new PrintStream(new FileOutputStream(new File(arguments[0], "said")), true);
        boolean plain = arguments.length == 1;
        int nodes = plain ? 3 : 1;
        Settings given = plain ? Settings.EMPTY : Settings.builder().loadFromPath(Path.of(arguments[2])).build();
        int base = freePorts(nodes);
        StringBuilder seeds = new StringBuilder();
        for (int i = 1; i <= nodes; i++) {
            seeds.append(i > 1 ? "," : "").append("127.0.0.1:").append(base + nodes + i);
        }
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(65535);
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.host", "127.0.0.1");
            settings.put("transport.host", "127.0.0.1");
            settings.put("transport.port", Integer.toString(base + nodes + number));
            settings.put("discovery.seed_hosts", seeds.toString());
            settings.put("cluster.initial_cluster_manager_nodes", "Node 1");
            // What a disk has left is the machine's affair.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
            settings.put(given.filter(name -> name.startsWith("plugins.")));
        });
        OpenSearchRunner.Configs configs = OpenSearchRunner.newConfigs();
        if (!plain) {
            configs.pluginTypes(arguments[1]);
        }
        runner.build(configs.basePath(new File(arguments[0], "nodes").getPath()).clusterName("rolecall-test-" + base).numOfNode(nodes)
            .baseHttpPort(base).printOnFailure());
        if (plain) {
            runner.ensureGreen();
        }
        StringBuilder ready = new StringBuilder("ready");
        for (int i = 1; i <= nodes; i++) {
            ready.append(' ').append(base + i);
        }
        say(ready.toString());
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            String[] words = line.trim().split(" ");
            int node = words.length > 1 ? Integer.parseInt(words[1]) - 1 : -1;
            if (words[0].equals("stop")) {
                runner.getNode(node).close();
                say("stopped " + (node + 1));
            } else if (words[0].equals("start")) {
                say(runner.startNode(node) ? "started " + (node + 1) : "running " + (node + 1));
            }
        }
        // Whatever a node is doing, the process ends.
        Runtime.getRuntime().halt(0);
    }

    private static void say(String line) {
        said.println(line);
    }

    /** The port before those that each node needs two of, and nobody listens on. */
    private static int freePorts(int nodes) throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        for (int attempt = 0; attempt < 50; attempt++) {
            List<ServerSocket> open = new ArrayList<>();
            try (ServerSocket first = new ServerSocket(0, 1, here)) {
                int base = first.getLocalPort();
                for (int i = 1; i <= 2 * nodes; i++) {
                    open.add(new ServerSocket(base + i, 1, here));
                }
                return base;
            } catch (IOException | IllegalArgumentException e) {
                // One of them is taken: others are tried.
            } finally {
                for (ServerSocket socket : open) {
                    socket.close();
                }
            }
        }
        throw new IOException("no ports in a row are free");
    }
}
