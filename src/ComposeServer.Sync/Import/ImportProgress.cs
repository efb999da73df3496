namespace ComposeServer.Sync.Import;

/// <summary>How far an import has come.</summary>
/// <param name="File">The file that is read.</param>
/// <param name="BytesRead">Bytes read of all files.</param>
/// <param name="BytesTotal">Bytes of all files; null when the size of one is not known.</param>
/// <param name="Events">Events about which it is known what became of them.</param>
public readonly record struct ImportProgress(string File, long BytesRead, long? BytesTotal, long Events);
