namespace ComposeServer.Conformance.Vectors;

/// <summary>Standard output, line by line, also when several tests write at once.</summary>
static class StandardOutput
{
    static readonly Lock Gate = new();

    public static void WriteLine(string line)
    {
        lock (Gate)
            Console.Out.WriteLine(line);
    }
}
