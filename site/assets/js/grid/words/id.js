// What the page says, in Indonesian. words/en.js has the same entries. What a fault says is what the check says of it.
import { longDate, shortDate } from "../dates.js";

const weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const own = { weekdays, months };
const long = (date) => longDate(date, own);
const short = (date) => shortDate(date, own);
const named = (ids) => ids.slice(0, 8).map((id) => `“${id}”`).join(", ") + (ids.length > 8 ? ` dan ${ids.length - 8} lagi` : "");
const count = ({ most, headcount }) => `${most} dari ${headcount}`;

export const words = {
  language: "id",
  weekdays,
  months,
  long,
  short,
  brief: (weekday) => weekdays[weekday].slice(0, 3),
  home: "di rumah",
  office: "di kantor",
  mark: { home: "R", office: "·", recalled: "P" },
  person: "Pegawai",
  turns: "Hari di rumah",
  atHome: "Di rumah",
  most: "Paling banyak",
  table: (month) => `Giliran ${month}`,
  used: (listed, limit) => `${listed} dari ${limit.most}`,
  over: (by) => `kelebihan ${by === 1 ? "satu" : by}`,
  personCount: (now, last) => (last === null ? `${now} hari` : `${now} hari; bulan lalu ${last}`),
  cell: (name, date, state, counted) => `${name}, ${short(date)}, ${state}${counted ? `; ${counted}` : ""}`,
  recalled: "dipanggil ke kantor hari itu",
  wrong: "tidak boleh di sini",
  why: {
    off: ({ off }) => `Libur: ${off.id}.`,
    excluded: () => "Semua pegawai unit ini bekerja di kantor hari itu.",
    before: ({ edge }) => (edge ? `Kerja dari rumah baru boleh mulai ${long(edge)}.` : "Belum masuk masa kerja dari rumah."),
    after: ({ edge }) => (edge ? `Kerja dari rumah berakhir ${long(edge)}.` : "Di luar masa kerja dari rumah."),
    elsewhere: () => "Bukan hari dalam bulan ini.",
    coming: ({ start }) => `Belum menjadi pegawai unit ini; baru mulai ${long(start)}.`,
    gone: ({ end }) => `Tidak lagi menjadi pegawai unit ini; hanya sampai ${long(end)}.`,
    status: ({ status }) => `Berstatus ${status.toUpperCase()}: bekerja di kantor dan tidak ikut dihitung.`,
    stranger: ({ stranger }) => stranger.message.id,
  },
  tools: "Alat",
  undo: "Urungkan",
  redo: "Ulangi",
  repair: "Perbaiki",
  fill: "Isi menurut pola",
  patterns: {
    turns: "Bergiliran, sampai batas",
    alternate: "Selang-seling hari",
    weeks: "Minggu A dan minggu B",
    last: "Seperti bulan lalu",
    clear: "Kosongkan semua",
  },
  uneven: ({ least, most }) => `Hari di rumah tidak merata: ada pegawai yang mendapat ${least} hari, ada yang ${most} hari.`,
  weekdaysLegend: "Hari tetap untuk baris yang dipilih",
  fillWeekdays: "Isi hari tetap",
  selected: (number) => `${number} sel dipilih`,
  help: "Klik sel atau tekan Spasi untuk mengubahnya; seret untuk beberapa sel. Panah memindahkan, Shift+panah memilih, Delete mengosongkan, Ctrl+Z mengurungkan, Ctrl+C dan Ctrl+V menyalin dan menempel, juga dari Excel.",
  faults: "Yang perlu dibetulkan",
  advice: "Anjuran, tidak mengikat",
  noFaults: "Tidak ada kesalahan: jadwal ini sesuai aturan.",
  judging: "Sedang dinilai…",
  faultCount: (number) => (number ? `${number} kesalahan.` : "Tidak ada kesalahan."),
  toCell: "Ke selnya",
  sum: "hitungan",
  law: "dasar",
  step: "langkah",
  line: ({ line, column }) => `baris ${line}, kolom ${column}`,
  summary: "Yang berubah",
  unchanged: "Belum ada yang berubah.",
  nowHome: (name, dates) => `${name} kini di rumah: ${dates.map(short).join(", ")}.`,
  nowOffice: (name, dates) => `${name} kini di kantor: ${dates.map(short).join(", ")}.`,
  dayCount: (date, before, after) => `${short(date)}: ${before} menjadi ${after} di rumah.`,
  perPerson: "Per pegawai",
  perDay: "Per hari",
  file: "Berkas jadwal",
  changedLine: "berubah",
  unusual: "Susunan berkas ini tidak biasa: berkas ditulis ulang seluruhnya, dan komentar di dalamnya tidak ikut.",
  propose: "Usulkan",
  proposeFirst: "Betulkan dulu kesalahan di atas; usulan seperti ini akan ditolak.",
  nothing: "Belum ada yang diusulkan.",
  open: (forge) => `Usulkan di ${forge}`,
  openEdit: (forge) => `Salin, lalu buka penyunting ${forge}`,
  copy: "Salin isi berkas",
  download: "Unduh berkas",
  copied: "Isi berkas sudah disalin.",
  notCopied: "Peramban tidak mengizinkan penyalinan. Pilih isi berkas di bawah, lalu salin dengan Ctrl+C; atau unduh berkasnya.",
  past: {
    key: "Koreksi",
    placeholder: "<alasan>",
    told: "Usulan ini mengubah hari yang sudah lewat. Pemeriksaan menghentikannya (CH003), kecuali alasannya dinyatakan dengan baris ini:",
    lines: "Baris untuk keterangan",
    copy: "Salin baris ini",
    copied: "Barisnya sudah disalin.",
    notCopied: "Peramban tidak mengizinkan penyalinan. Pilih barisnya, lalu salin dengan Ctrl+C.",
    where: "Tempel dalam keterangan waktu menyimpan (commit), sebaris sendiri di bawah baris pertama; di GitHub itu kotak “Extended description”. Ganti <alasan> dengan alasannya, tanpa hal pribadi: baris itu tersimpan selamanya. Bila perubahan itu tidak disengaja, kembalikan hari itu seperti semula.",
  },
  steps: {
    prefilled: "Halaman penyunting terbuka dengan isi yang sudah lengkap. Tekan tombol simpan (commit) di sana, pilih cabang baru, lalu kirim usulannya.",
    paste: ["Tekan tombol di atas: isi berkas disalin dan penyunting terbuka.", "Di penyunting, pilih semuanya (Ctrl+A), lalu tempel (Ctrl+V).", "Simpan (commit) ke cabang baru, lalu kirim usulannya."],
    none: (path) => ["Salin isi berkas, atau unduh.", `Simpan sebagai ${path} dalam repositori.`, "Kirim sebagai usulan (pull request)."],
  },
  draft: {
    kept: "Perubahan yang belum diusulkan dari kunjungan sebelumnya sudah dipasang kembali.",
    discard: "Buang perubahan itu",
    moved: "Berkas di situs sudah berubah sejak perubahan terakhir di peramban ini.",
    apply: "Pasang di atas berkas yang baru",
    unkept: "Peramban ini tidak menyimpan apa pun: perubahan hilang bila halaman ditutup.",
  },
  failed: {
    judge: "Penilai tidak dapat berjalan, jadi halaman ini tidak tahu apakah jadwal sesuai aturan. Jadwal tetap dapat diubah dan diusulkan; usulannya akan diperiksa. Untuk pengelola situs: server perlu mengirim kebijakan sendiri untuk berkas assets/js/grid/worker.js (lihat petunjuk tentang header).",
    schema: "Skema bulan ini tidak dapat dimuat. Muat ulang halaman ini.",
  },
  pasted: (number) => `${number} sel ditempel.`,
  notPasted: "Yang tidak dipahami dan tidak dimasukkan",
  badMark: (name, date, mark) => `${name}, ${short(date)}: “${mark}” bukan tanda yang dikenal.`,
  badCell: (name, date, why) => `${name}, ${short(date)}: ${why}`,
  tooWide: (rows, columns) => `${rows} baris dan ${columns} kolom tidak muat di tabel.`,
  repaired: (number) => (number ? `${number} sel diperbaiki.` : "Tidak ada yang dapat diperbaiki dengan mengubah sel."),
  undone: "Diurungkan.",
  redone: "Diulangi.",
  fault: {
    LW001: ({ listed, limit, date }) => [`${listed} pegawai di rumah pada ${long(date)}; paling banyak ${count(limit)}.`, `Hapus ${listed - limit.most} nama dari hari ini.`],
    LW002: ({ listed, date }) => [
      `${listed} pegawai dijadwalkan di rumah pada ${long(date)}; pegawai unit ini semua bekerja di kantor.`,
      "Hapus jadwal ini. Bila unit ini bukan unit pelayanan, kepala perangkat daerah dapat menyatakannya dalam berkas unit (facts dan override, dengan alasan dan surat).",
    ],
    LW003: ({ id, why, base }) => [
      `“${id}” berstatus ${why.status.toUpperCase()}; yang boleh dijadwalkan di rumah hanya ${base.map((one) => one.toUpperCase()).join(" dan ")}.`,
      "Hapus dari jadwal ini; pegawai itu bekerja di kantor dan tidak ikut dihitung.",
    ],
    LW004: ({ listed, limit, date, circular }) => [
      `${listed} pegawai di rumah pada ${long(date)}, di atas anjuran ${circular}: ${count(limit)}.`,
      "Jadwal ini tetap sah. Anjuran itu tidak mengikat; pertimbangkan apakah perlu diikuti.",
    ],
    LW005: ({ listed, date, circular }) => [
      `${listed} pegawai di rumah pada ${long(date)}; menurut ${circular} unit seperti ini semuanya di kantor.`,
      "Jadwal ini tetap sah. Anjuran itu tidak mengikat; pertimbangkan apakah perlu diikuti.",
    ],
    DT002: ({ date, month }) => [
      `${long(date)} bukan hari dalam bulan ${month}.`,
      `Pindahkan ke berkas ${date.slice(0, 7)}.yaml, atau betulkan tanggalnya.`,
    ],
    DT003: ({ date, off }) => [`${long(date)} bukan hari kerja (${off.id}).`, "Hapus tanggal ini dari jadwal."],
    DT004: ({ date, edge }) => [
      `${long(date)} belum masuk masa kerja dari rumah.${edge ? ` Kerja dari rumah baru boleh mulai ${long(edge)}.` : ""}`,
      "Hapus tanggal ini: tanpa aturan yang berlaku, semua pegawai bekerja di kantor.",
    ],
    DT005: ({ date, edge }) => [
      `${long(date)} di luar masa kerja dari rumah.${edge ? ` Kerja dari rumah berakhir ${long(edge)}.` : ""}`,
      "Hapus tanggal ini: tanpa aturan yang berlaku, semua pegawai bekerja di kantor.",
    ],
    DT006: ({ id, date, why }) => [
      `“${id}” belum menjadi pegawai unit ini pada ${long(date)}; baru mulai ${long(why.start)}.`,
      "Hapus dari hari ini, atau betulkan tanggalnya dalam berkas unit.",
    ],
    DT007: ({ id, date, why }) => [
      `“${id}” tidak lagi menjadi pegawai unit ini pada ${long(date)}; hanya sampai ${long(why.end)}.`,
      "Hapus dari hari ini, atau betulkan tanggalnya dalam berkas unit.",
    ],
    RF001: ({ why }) => [why.stranger.message.id, why.stranger.help.id],
    RF002: ({ why }) => [why.stranger.message.id, why.stranger.help.id],
    SC002: ({ id, date }) => [
      `“${id}” dipanggil ke kantor pada ${long(date)}, padahal tidak dijadwalkan di rumah hari itu.`,
      "Betulkan tanggal atau kode pegawainya. Nama yang dipanggil tetap tercantum di wfh hari itu.",
    ],
    SC003: ({ by, supervisor, date }) =>
      supervisor === null
        ? ["Pemanggilan hanya oleh atasan langsung, tetapi unit ini belum mencatat atasannya.", "Tambahkan “supervisor: …” dalam berkas unit."]
        : by === supervisor
          ? [`Atasan langsung “${by}” bukan pegawai pada ${long(date)}.`, "Perbarui “supervisor” dalam berkas unit, atau betulkan tanggalnya."]
          : [
              `Pemanggilan diperintahkan oleh “${by}”; atasan langsung unit ini hari itu “${supervisor}”.`,
              "Tulis kode atasan langsung yang memerintahkan. Bila waktu itu atasannya orang lain, catat masanya pada “other-supervisors” dalam berkas unit.",
            ],
    SC004: ({ missing }) => [
      `${missing.length} pegawai dijadwalkan di rumah tanpa pernyataan domisili: ${named(missing)}.`,
      "Minta mereka menyatakan bahwa mereka bekerja di tempat domisilinya, lalu tulis tanggal pernyataannya sebagai “domicile-attested” pada barisnya dalam berkas unit. Pernyataan berlaku sejak tanggalnya, tidak untuk hari sebelumnya. Alamat tidak pernah ditulis.",
    ],
  },
};
