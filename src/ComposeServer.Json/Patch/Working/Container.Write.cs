using System.Buffers;

namespace ComposeServer.Json.Patch.Working;

sealed partial class Container
{
    /// <summary>Writes compact JSON.</summary>
    /// <param name="target">Receives UTF-8.</param>
    /// <param name="depthMax">Levels that may still be opened, this one included.</param>
    /// <returns>False when the opened part is nested deeper; what has been written is then worthless.</returns>
    public bool TryWrite(IBufferWriter<byte> target, int depthMax)
    {
        if (depthMax == 0)
            return false;
        target.Write(IsList ? "["u8 : "{"u8);
        var first = true;
        for (var i = 0; i < count; i++)
        {
            if (!IsList && names[i] is null)
                continue;
            if (!first)
                target.Write(","u8);
            first = false;
            if (!IsList)
            {
                JsonText.WriteLiteral(target, names[i]!);
                target.Write(":"u8);
            }
            if (!TryWrite(values[i], target, depthMax - 1))
                return false;
        }
        target.Write(IsList ? "]"u8 : "}"u8);
        return true;
    }

    /// <inheritdoc cref="TryWrite(IBufferWriter{byte}, int)"/>
    public static bool TryWrite(Slot value, IBufferWriter<byte> target, int depthMax)
    {
        if (value.Opened is { } container)
            return container.TryWrite(target, depthMax);
        target.Write(value.IsAbsent ? "null"u8 : value.Closed.Raw());
        return true;
    }
}
