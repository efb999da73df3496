namespace ComposeServer.Sync.Import;

/// <summary>One CAR to read.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Open">Opens it; the import disposes of the stream.</param>
/// <param name="LengthBytes">Its size, if known.</param>
public sealed record ImportSource(string Name, Func<Stream> Open, long? LengthBytes = null)
{
    /// <summary>A file.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public static ImportSource OfFile(string path) => new(path, () => File.OpenRead(path), new FileInfo(path).Length);
}
