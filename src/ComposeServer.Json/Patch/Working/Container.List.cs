namespace ComposeServer.Json.Patch.Working;

sealed partial class Container
{
    /// <summary>Inserts before the element at this index, or at the end.</summary>
    public void Insert(int at, Slot value)
    {
        Reserve(1);
        Array.Copy(values, at, values, at + 1, count - at);
        values[at] = value;
        Count = ++count;
        SizeBytes += value.SizeBytes + (count > 1 ? 1 : 0);
    }

    /// <summary>Takes the element at this index away.</summary>
    public void RemoveAt(int at)
    {
        SizeBytes -= values[at].SizeBytes + (count > 1 ? 1 : 0);
        count--;
        Array.Copy(values, at + 1, values, at, count - at);
        values[count] = default;
        Count = count;
    }

    /// <summary>Replaces an element.</summary>
    public void SetAt(int at, Slot value)
    {
        SizeBytes += value.SizeBytes - values[at].SizeBytes;
        values[at] = value;
    }

    /// <summary>Cuts the list, or fills it up with absent values, which print as <c>null</c>.</summary>
    /// <param name="length">Checked by the caller against the size limit: each value takes at least two bytes.</param>
    public void Resize(int length)
    {
        if (length > count)
        {
            Reserve(length - count);
            SizeBytes += (5L * (length - count)) - (count == 0 ? 1 : 0);
        }
        else if (length < count)
        {
            for (var i = length; i < count; i++)
                SizeBytes -= values[i].SizeBytes + 1;
            if (length == 0)
                SizeBytes++;
            Array.Clear(values, length, count - length);
        }
        Count = count = length;
    }
}
