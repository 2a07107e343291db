package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"crypto/md5"
	"crypto/sha256"
	"crypto/hmac"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode"
)

type kv struct {
	k string
	n int
}
type upper struct{ w *bufio.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

func main() {
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	s := "bob@ex.com, eve@foo.com x@y"
	fmt.Println(re.MatchString(s), re.FindString(s), re.FindStringIndex(s), re.FindAllString(s, -1), re.FindStringSubmatch(s))
	fmt.Println(re.ReplaceAllString(s, "$2:$1"), re.ReplaceAllStringFunc(s, strings.ToUpper), re.NumSubexp(), re)
	n := regexp.MustCompile(`(?P<y>\d{4})-(?P<m>\d\d)`)
	m := n.FindStringSubmatch("on 2024-05")
	fmt.Println(m[n.SubexpIndex("y")], n.SubexpNames(), n.ReplaceAllString("2024-05", "${m}/${y}"))
	_, err := regexp.Compile("a(b")
	fmt.Println(err, regexp.QuoteMeta("a.b*"), re.Split("a b@c.com d", -1))
	fmt.Println(strconv.Atoi("12a"))
	fmt.Println(strconv.ParseInt("-ff", 16, 64))
	fmt.Println(strconv.ParseInt("300", 10, 8))
	fmt.Println(strconv.ParseFloat("1e400", 64))
	fmt.Println(strconv.ParseBool("maybe"))
	fmt.Println(strconv.ParseUint("0x1F", 0, 64))
	fmt.Println(strconv.Quote("a\tb\"é\x00"), strconv.Itoa(-5), strconv.FormatInt(255, 2), strconv.FormatFloat(1.0/3, 'g', 5, 64), strconv.AppendInt(nil, 5, 10))
	fmt.Println(strconv.Unquote(`"a\n"`))
	u, err := url.Parse("postgres://user:pa%20ss@host.com:5432/path/x?k=v&k=w&z=1#f")
	fmt.Println(u.Scheme, u.User.Username(), u.Host, u.Hostname(), u.Port(), u.Path, u.Fragment, u.RawQuery, u.Query()["k"], u.Query().Get("z"), err)
	pw, _ := u.User.Password()
	v := url.Values{}
	v.Set("name", "A B&c")
	v.Add("x", "1")
	v.Add("x", "2")
	fmt.Println(pw, v.Encode(), url.QueryEscape("a/b c"), url.PathEscape("a/b c"))
	_, err = url.Parse("http://[::1")
	fmt.Println(err)
	h := sha256.Sum256([]byte("sha256 this"))
	fmt.Printf("%x\n%s\n", h, hex.EncodeToString(h[:4]))
	hm := hmac.New(sha256.New, []byte("key"))
	hm.Write([]byte("msg"))
	fmt.Printf("%x %x\n", hm.Sum(nil)[:4], md5.Sum([]byte("a")))
	e := base64.StdEncoding.EncodeToString([]byte("abc123!?$*&()'-=@~"))
	d, _ := base64.URLEncoding.DecodeString(base64.URLEncoding.EncodeToString([]byte("??>>")))
	fmt.Println(e, string(d))
	r := csv.NewReader(strings.NewReader("a,b\n\"x,1\",\"q\"\"q\"\n"))
	recs, err := r.ReadAll()
	fmt.Println(recs, len(recs), err)
	cw := csv.NewWriter(os.Stdout)
	cw.Write([]string{"a b", "c,d", "e\"f"})
	cw.Flush()
	tw := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(tw, "a\tbbb\tc")
	fmt.Fprintln(tw, "aaaa\tb\tccccc")
	tw.Flush()
	sc := bufio.NewScanner(strings.NewReader("the cat the dog\na cat"))
	sc.Split(bufio.ScanWords)
	counts := map[string]int{}
	for sc.Scan() {
		counts[sc.Text()]++
	}
	fmt.Println(counts)
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 70000)))
	for sc.Scan() {
	}
	fmt.Println(sc.Err())
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("y", 70000) + "\nz"))
	sc.Buffer(make([]byte, 0, 1024), 1<<20)
	for sc.Scan() {
		fmt.Print(len(sc.Text()), " ")
	}
	fmt.Println(sc.Err())
	sc = bufio.NewScanner(strings.NewReader("1,2,,3"))
	sc.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, bufio.ErrFinalToken
		}
		return 0, nil, nil
	})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println()
	br := bufio.NewReader(strings.NewReader("line1\nline2"))
	l, err := br.ReadString('\n')
	fmt.Printf("%q %v ", l, err)
	pk, _ := br.Peek(2)
	fmt.Printf("%q ", pk)
	l, err = br.ReadString('\n')
	fmt.Printf("%q %v\n", l, err)
	w := upper{bufio.NewWriter(os.Stdout)}
	fmt.Fprintf(w, "shout %d\n", 3)
	w.w.Flush()
	words := strings.FieldsFunc("Hello, World! It's 2 o'clock.", func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	fmt.Printf("%q\n", words)
	var buf bytes.Buffer
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	fmt.Fprintf(&buf, " %03d", 7)
	x, _ := buf.ReadByte()
	fmt.Println(string(x), buf.String(), buf.Len(), bytes.Contains(buf.Bytes(), []byte("wor")))
	fmt.Println(bytes.Equal([]byte("a"), []byte("a")), bytes.Fields([]byte(" a b ")), bytes.Split([]byte("a,b"), []byte(",")))
}
