namespace ComposeServer.Cli.Shell;

/// <summary>Writes the files that commands make.</summary>
static class OutputFile
{
    /// <summary>Writes a whole file, and makes the folders that it lies in.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.FileUnwritable"/>.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path, bytes, cancel);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(CliErrorCode.FileUnwritable, $"{path}: {fault.Message}", fault);
        }
    }
}
