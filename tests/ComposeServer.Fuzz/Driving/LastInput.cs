using System.IO.MemoryMappedFiles;

namespace ComposeServer.Fuzz.Driving;

/// <summary>The input a process is at, in memory that outlives the process: an overflow of the stack lets nothing else be written.</summary>
/// <remarks><code>8 bytes: how many inputs so far ‖ 4 bytes: length ‖ the input</code></remarks>
sealed class LastInput : IDisposable
{
    const int LengthAt = 8;
    const int BytesAt = 12;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;

    public LastInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(
            path,
            FileMode.OpenOrCreate,
            mapName: null,
            BytesAt + FuzzLimits.InputBytesMax
        );
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Inputs begun so far; one that stands still hangs.</summary>
    public long Number => _view.ReadInt64(0);

    /// <summary>The input begun last.</summary>
    public byte[] Read()
    {
        var input = new byte[_view.ReadInt32(LengthAt)];
        _view.SafeMemoryMappedViewHandle.ReadSpan<byte>(BytesAt, input);
        return input;
    }

    public void Write(byte[] input)
    {
        var length = int.Min(input.Length, FuzzLimits.InputBytesMax);
        _view.Write(LengthAt, length);
        _view.SafeMemoryMappedViewHandle.WriteSpan<byte>(BytesAt, input.AsSpan(0, length));
        _view.Write(0, Number + 1);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
